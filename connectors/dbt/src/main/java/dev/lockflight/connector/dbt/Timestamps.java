package dev.lockflight.connector.dbt;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Times as dbt writes them: micro- or nanoseconds, with {@code Z} or an offset. */
final class Timestamps {
  private Timestamps() {}

  /** Like {@link #parse}, but what has no zone is UTC, and a date is its first moment. */
  static @Nullable Instant parseLoosely(@Nullable String text) {
    if (text == null || parse(text) != null) {
      return parse(text);
    }
    String withTime = text.length() == 10 ? text + "T00:00:00" : text.replace(' ', 'T');
    return parse(withTime + "Z");
  }

  /** Null when the text is no time with a zone. */
  static @Nullable Instant parse(@Nullable String text) {
    if (text == null || text.isBlank()) {
      return null;
    }
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }
}
