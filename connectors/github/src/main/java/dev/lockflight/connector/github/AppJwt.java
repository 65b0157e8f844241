package dev.lockflight.connector.github;

import dev.lockflight.connector.http.Credentials;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;

/**
 * The token by which a GitHub App proves who it is: RS256, begun a minute ago in case clocks
 * differ, for nine of the ten minutes that GitHub allows.
 */
final class AppJwt implements Credentials {
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
  private static final String HEAD = "{\"alg\":\"RS256\",\"typ\":\"JWT\"}";

  private final String issuer;
  private final PrivateKey key;
  private final InstantSource clock;

  AppJwt(String issuer, PrivateKey key, InstantSource clock) {
    this.issuer = issuer;
    this.key = key;
    this.clock = clock;
  }

  @Override
  public Map<String, String> headers() {
    return Map.of("Authorization", "Bearer " + token());
  }

  String token() {
    long now = clock.instant().getEpochSecond();
    String claims =
        "{\"iat\":" + (now - 60) + ",\"exp\":" + (now + 540) + ",\"iss\":" + quoted(issuer) + "}";
    String signed = encoded(HEAD) + "." + encoded(claims);
    return signed + "." + BASE64.encodeToString(signature(signed));
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }

  private static String encoded(String text) {
    return BASE64.encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private byte[] signature(String text) {
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(key);
      signature.update(text.getBytes(StandardCharsets.UTF_8));
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform signs with SHA256withRSA", e);
    }
  }
}
