package dev.lockflight.connector.github;

import dev.lockflight.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Compares a downloaded file with the digest that GitHub names. */
final class FileDigest {
  private static final int PIECE = 1 << 16;

  private FileDigest() {}

  /** The file is deleted when it has another digest; nothing is compared when none is named. */
  static void check(Path file, String expected, String what) throws IOException {
    if (!expected.startsWith("sha256:")) {
      return;
    }
    String found = of(file);
    if (!found.equals(expected)) {
      Files.delete(file);
      throw GitHubException.of(
          GitHubException.Kind.UNAVAILABLE,
          what
              + " came as "
              + found
              + " instead of "
              + expected
              + ", so it was deleted; download it again");
    }
  }

  static String of(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      byte[] piece = new byte[PIECE];
      for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
        sha.update(piece, 0, n);
      }
      return Digest.ofHash(sha.digest()).value();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
