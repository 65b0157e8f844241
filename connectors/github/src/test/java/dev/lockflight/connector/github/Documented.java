package dev.lockflight.connector.github;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The table of operations in docs/connectors.md, which every operation must be in. */
final class Documented {
  static final Path TABLE = Path.of("..", "..", "docs", "connectors.md");

  private static final String REPOSITORY = "/repos/{owner}/{repo}";

  private Documented() {}

  /** Whether it is there: with its method, or as {@code /jobs} behind another of the same row. */
  static boolean has(PublishedApi.Operation operation) {
    String path = operation.template();
    String shown = path.startsWith(REPOSITORY) ? "…" + path.substring(REPOSITORY.length()) : path;
    String whole = "`" + operation.method() + " " + shown + "`";
    int last = shown.lastIndexOf('/');
    String front = "`" + operation.method() + " " + shown.substring(0, Math.max(last, 0)) + "`";
    String end = "`" + shown.substring(Math.max(last, 0)) + "`";
    return rows().stream()
        .anyMatch(row -> row.contains(whole) || (row.contains(front) && row.contains(end)));
  }

  private static List<String> rows() {
    try {
      return Files.readAllLines(TABLE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
