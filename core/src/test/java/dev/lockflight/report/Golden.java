package dev.lockflight.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Compares text with a file in the test resources; golden/README.md says how to update them. */
final class Golden {
  private static final Path FILES = Path.of("src/test/resources/dev/lockflight/report/golden");

  private Golden() {}

  static void check(String file, String text) {
    Path golden = FILES.resolve(file);
    try {
      if (Boolean.getBoolean("golden.update")) {
        Path unused = Files.writeString(golden, text);
      }
      assertThat(text).as("golden file %s", golden).isEqualTo(Files.readString(golden));
    } catch (IOException e) {
      throw new UncheckedIOException("no golden file " + golden, e);
    }
  }
}
