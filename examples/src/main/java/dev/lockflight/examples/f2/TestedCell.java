package dev.lockflight.examples.f2;

import static dev.lockflight.dsl.Lockflight.gate;

import dev.lockflight.Evidence;
import dev.lockflight.Gate;
import dev.lockflight.Output;
import dev.lockflight.ProducesFiles;
import dev.lockflight.Verdict;
import dev.lockflight.connector.python.ToolResult;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/**
 * What the tests of one cell of the matrix came to, and which interpreters they say they had.
 * Survives a JSON round trip. Immutable.
 *
 * @param python empty when no test told it
 * @param java empty when no test told it
 */
public record TestedCell(String python, String java, ToolResult tests) implements ProducesFiles {
  /**
   * Reads what the tests told.
   *
   * @param told lines such as {@code python=3.11}; may be missing
   */
  static TestedCell of(ToolResult tests, Path told) throws IOException {
    Properties versions = new Properties();
    if (Files.isRegularFile(told)) {
      try (Reader reader = Files.newBufferedReader(told)) {
        versions.load(reader);
      }
    }
    return new TestedCell(
        versions.getProperty("python", ""), versions.getProperty("java", ""), tests);
  }

  /** Opens when the tests ran with the interpreters that their cell names. */
  static Gate ranAsAsked(Output<TestedCell> output) {
    return gate(
        "ran with the interpreters asked for",
        context -> {
          TestedCell cell = context.read(output);
          String seen = "Python " + cell.python + ", Java " + cell.java;
          String asked =
              "Python " + context.cell().get("python") + ", Java " + context.cell().get("java");
          Evidence evidence = Evidence.of("interpreters", seen, asked, output.name());
          if (cell.python.isEmpty() || cell.java.isEmpty()) {
            return Verdict.errored(
                "no test told what it ran with; see the log of pytest", evidence);
          }
          return seen.equals(asked)
              ? Verdict.passed(seen, evidence)
              : Verdict.failed("the tests ran with " + seen + " instead of " + asked, evidence);
        });
  }

  @Override
  public Map<String, Path> files() {
    return tests.files();
  }
}
