package dev.lockflight.connector.terraform;

import dev.lockflight.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The digest of a plan file; plans are small, a few megabytes at most. */
final class FileDigest {
  private FileDigest() {}

  static Digest of(Path file) throws IOException {
    return Digest.of(Files.readAllBytes(file));
  }
}
