package dev.lockflight.connector.sql;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The directory a savepoint lies in: names in order of time, and the key of the step at the end, by
 * which a repeated attempt finds what it left.
 */
record SavepointName(String time, String key) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final Pattern NAME = Pattern.compile("\\d{8}T\\d{6}\\.\\d{3}Z_.+");

  static boolean isOne(String directory) {
    return NAME.matcher(directory).matches();
  }

  static SavepointName of(Instant takenAt, String key) {
    return new SavepointName(TIME.format(takenAt), key);
  }

  /** Whether the directory was left by an earlier try of the same attempt. */
  boolean isSameStep(String directory) {
    return directory.endsWith("_" + key);
  }

  @Override
  public String toString() {
    return time + "_" + key;
  }
}
