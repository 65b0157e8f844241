package dev.lockflight.connector.python;

import dev.lockflight.ProducesFiles;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a checking program came to. Survives a JSON round trip. Immutable.
 *
 * @param lines the last lines it printed, at most 20
 * @param log all it printed
 * @param reports the files it left, by name
 */
public record ToolResult(
    String tool,
    Outcome outcome,
    int exitCode,
    List<String> lines,
    String log,
    Map<String, String> reports)
    implements ProducesFiles {
  /** Findings and errors are never merged. */
  public enum Outcome {
    CLEAN,
    /** It did its work and found something. */
    FINDINGS,
    /** It could not do its work, so nobody knows. */
    ERROR
  }

  public ToolResult {
    lines = List.copyOf(lines);
    reports = Collections.unmodifiableMap(new TreeMap<>(reports));
  }

  @Override
  public Map<String, Path> files() {
    Map<String, Path> files = new TreeMap<>();
    reports.forEach((name, file) -> files.put(name, Path.of(file)));
    return files;
  }

  @Override
  public String toString() {
    return switch (outcome) {
      case CLEAN -> tool + " found nothing";
      case FINDINGS -> tool + " found: " + String.join("; ", lines);
      case ERROR ->
          tool
              + " could not tell (exit code "
              + exitCode
              + "): "
              + String.join("; ", lines)
              + "; correct its options, or the file it names";
    };
  }
}
