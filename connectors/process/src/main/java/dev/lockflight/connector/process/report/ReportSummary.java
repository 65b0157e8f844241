package dev.lockflight.connector.process.report;

import dev.lockflight.ProducesFiles;
import java.nio.file.Path;
import java.util.Map;

/**
 * What several reports say, on one page. Survives a JSON round trip. Immutable.
 *
 * @param markdown for a comment or the summary of a job; text of the reports is escaped
 * @param file holds the same, in the step's workspace
 */
public record ReportSummary(String markdown, String file) implements ProducesFiles {
  @Override
  public Map<String, Path> files() {
    return Map.of("summary.md", Path.of(file));
  }
}
