package dev.lockflight.connector.github;

import java.io.ByteArrayOutputStream;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads an RSA private key from PEM; GitHub hands keys out as PKCS #1, Java reads PKCS #8. */
final class PemKey {
  private static final Pattern PEM =
      Pattern.compile("-----BEGIN (RSA )?PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END");

  /** Of PKCS #8: version 0 and the algorithm rsaEncryption, in DER (RFC 5208, RFC 8017). */
  private static final byte[] RSA = HexFormat.of().parseHex("020100300d06092a864886f70d0101010500");

  private PemKey() {}

  static PrivateKey read(String pem) {
    Matcher matcher = PEM.matcher(pem);
    if (!matcher.find()) {
      throw unreadable("it has no -----BEGIN RSA PRIVATE KEY-----");
    }
    try {
      byte[] der = Base64.getMimeDecoder().decode(matcher.group(2));
      byte[] pkcs8 = matcher.group(1) == null ? der : wrapped(der);
      return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
    } catch (InvalidKeySpecException | IllegalArgumentException e) {
      throw unreadable("it is damaged or no RSA key"); // the cause might show parts of the key
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has RSA", e);
    }
  }

  private static byte[] wrapped(byte[] pkcs1) {
    byte[] octets = tagged(0x04, pkcs1);
    byte[] both = new byte[RSA.length + octets.length];
    System.arraycopy(RSA, 0, both, 0, RSA.length);
    System.arraycopy(octets, 0, both, RSA.length, octets.length);
    return tagged(0x30, both);
  }

  private static byte[] tagged(int tag, byte[] content) {
    ByteArrayOutputStream der = new ByteArrayOutputStream();
    der.write(tag);
    if (content.length < 128) {
      der.write(content.length);
    } else if (content.length < 256) {
      der.write(0x81);
      der.write(content.length);
    } else {
      der.write(0x82);
      der.write(content.length >> 8);
      der.write(content.length);
    }
    der.writeBytes(content);
    return der.toByteArray();
  }

  private static GitHubException unreadable(String why) {
    return GitHubException.of(
        GitHubException.Kind.CREDENTIALS,
        "the private key of the GitHub App cannot be read: "
            + why
            + "; give the whole .pem file that GitHub generated");
  }
}
