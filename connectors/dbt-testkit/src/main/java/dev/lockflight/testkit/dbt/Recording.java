package dev.lockflight.testkit.dbt;

import dev.lockflight.connector.dbt.DbtVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What one dbt command left: its artifacts and {@code dbt.log} in a directory, and {@code
 * exit_code.txt} when the exit code was not 0.
 */
record Recording(Path directory, List<LogLine> log, String invocationId) {
  private static final String LOG = "dbt.log";
  private static final String EXIT_CODE = "exit_code.txt";

  /** The environment in the metadata, which every artifact begins with. */
  private static final Pattern ENV = Pattern.compile("\"env\"\\s*:\\s*\\{[^{}]*}");

  static Recording in(Path directory) {
    try {
      List<LogLine> log =
          Files.readAllLines(directory.resolve(LOG)).stream().map(LogLine::parse).toList();
      String id =
          log.stream()
              .map(LogLine::invocationId)
              .filter(each -> !each.isEmpty())
              .findFirst()
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "no line of " + LOG + " has an id: " + directory));
      return new Recording(directory, log, id);
    } catch (IOException e) {
      throw new UncheckedIOException("no recorded dbt in " + directory, e);
    }
  }

  DbtVersion version() {
    return log.stream()
        .flatMap(line -> DbtVersion.in(line.message()).stream())
        .findFirst()
        .orElseThrow(
            () -> new IllegalStateException(directory + "/" + LOG + " names no version of dbt"));
  }

  int exitCode() throws IOException {
    Path file = directory.resolve(EXIT_CODE);
    return Files.exists(file) ? Integer.parseInt(Files.readString(file).strip()) : 0;
  }

  Duration length() {
    Duration length = Duration.ZERO;
    for (int i = 1; i < log.size(); i++) {
      length = length.plus(log.get(i).since(log.get(i - 1)));
    }
    return length;
  }

  /** Copies the artifacts as if they were of that invocation and stamped so. */
  void copyTo(Path target, String id, Map<String, String> stamp) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        if (!name.equals(LOG) && !name.equals(EXIT_CODE)) {
          String text = Files.readString(file).replace(invocationId, id);
          Path unused = Files.writeString(target.resolve(name), stamped(text, stamp));
        }
      }
    }
  }

  private static String stamped(String text, Map<String, String> stamp) {
    String env =
        stamp.entrySet().stream()
            .map(each -> quoted(each.getKey()) + ":" + quoted(each.getValue()))
            .collect(Collectors.joining(",", "\"env\":{", "}"));
    return ENV.matcher(text).replaceFirst(Matcher.quoteReplacement(env));
  }

  private static String quoted(String text) {
    return dev.lockflight.json.Json.write(text);
  }
}
