package dev.lockflight.artifact;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Bytes to write; never held whole. A store may open them again to repeat a failed upload. */
public interface ArtifactContent {
  /** How many bytes there are. */
  long size() throws IOException;

  /** The bytes from the first one on; the store closes the stream. */
  InputStream open() throws IOException;

  /** The bytes of a file on this machine. */
  static ArtifactContent of(Path file) {
    return new ArtifactContent() {
      @Override
      public long size() throws IOException {
        return Files.size(file);
      }

      @Override
      public InputStream open() throws IOException {
        return Files.newInputStream(file);
      }
    };
  }

  /** A text in UTF-8. */
  static ArtifactContent of(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new ArtifactContent() {
      @Override
      public long size() {
        return bytes.length;
      }

      @Override
      public InputStream open() {
        return new ByteArrayInputStream(bytes);
      }
    };
  }
}
