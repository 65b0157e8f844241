package dev.lockflight;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A SHA-256 over text or bytes, written {@code sha256:<64 hex digits>}. */
public record Digest(String value) {
  private static final String PREFIX = "sha256:";

  public Digest {
    if (!value.startsWith(PREFIX)) {
      throw new InvalidDefinitionException("digest must start with " + PREFIX + ": " + value);
    }
  }

  public static Digest of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  public static Digest of(byte[] bytes) {
    return ofHash(sha256().digest(bytes));
  }

  /** The digest whose 32 bytes were computed elsewhere, for example while a file was streamed. */
  public static Digest ofHash(byte[] hash) {
    return new Digest(PREFIX + HexFormat.of().formatHex(hash));
  }

  /** Twelve hex digits, for people. */
  public String brief() {
    return value.substring(PREFIX.length(), Math.min(value.length(), PREFIX.length() + 12));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
