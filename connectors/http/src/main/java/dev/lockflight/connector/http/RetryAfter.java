package dev.lockflight.connector.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** RFC 9110, section 10.2.3: seconds or a date; anything else says nothing. */
final class RetryAfter {
  /** Longer waits are said so by nobody who means it; it keeps the sum in the calendar. */
  private static final long LONGEST_SECONDS = 366L * 24 * 3600;

  private RetryAfter() {}

  static Optional<Instant> read(String value, Instant now) {
    String text = value.strip();
    if (!text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      long seconds = text.length() > 9 ? LONGEST_SECONDS : Long.parseLong(text);
      return Optional.of(now.plusSeconds(Math.min(seconds, LONGEST_SECONDS)));
    }
    try {
      return Optional.of(
          ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
