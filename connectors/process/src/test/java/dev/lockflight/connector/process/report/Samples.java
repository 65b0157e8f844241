package dev.lockflight.connector.process.report;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reports of tools that need a network, in small: trivy by its page "Reporting" and the types of
 * its package report, safety by the reports in its own tests (safety/scan/test.json and
 * tests/test_db), semgrep by semgrep_output_v1.jsonschema, SARIF by OASIS, JaCoCo by its
 * report.dtd, JMH by what its JSONResultFormat writes.
 */
final class Samples {
  private Samples() {}

  static Path copy(String name, Path directory) throws IOException {
    try (InputStream in = requireNonNull(Samples.class.getResourceAsStream(name), name)) {
      Path file = directory.resolve(name);
      Files.write(file, in.readAllBytes());
      return file;
    }
  }

  static String text(String name) throws IOException {
    try (InputStream in = requireNonNull(Samples.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    }
  }
}
