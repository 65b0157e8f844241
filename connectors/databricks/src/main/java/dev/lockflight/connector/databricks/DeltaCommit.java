package dev.lockflight.connector.databricks;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line of a Delta table's history.
 *
 * @param parameters of the operation, as the server writes maps
 */
record DeltaCommit(long version, Instant at, String operation, String parameters) {
  /** {@code {"version":"4"}}, {@code {version=4}} or {@code {version -> 4}}. */
  private static final String VALUE = "\"?\\s*(?::|=|->)\\s*\"?(\\d+)";

  boolean restores(long wanted) {
    return operation.equals("RESTORE") && number("version").filter(v -> v == wanted).isPresent();
  }

  boolean isVacuum() {
    return operation.startsWith("VACUUM");
  }

  /** The retention a VACUUM was told, or the table's. */
  Optional<Duration> vacuumRetention() {
    return number("specifiedRetentionMillis")
        .or(() -> number("defaultRetentionMillis"))
        .map(Duration::ofMillis);
  }

  private Optional<Long> number(String name) {
    Matcher found = Pattern.compile("\\b" + name + VALUE).matcher(parameters);
    return found.find() ? Optional.of(Long.parseLong(found.group(1))) : Optional.empty();
  }
}
