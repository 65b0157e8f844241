package dev.lockflight.report;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** From when to when something took; open while it still does. */
record Span(@Nullable Instant from, @Nullable Instant to) {
  static final Span NONE = new Span(null, null);

  /** How long it has taken, or had taken at {@code now}; empty when it has not begun. */
  Optional<Duration> until(Instant now) {
    Instant begin = from;
    if (begin == null) {
      return Optional.empty();
    }
    return Optional.of(Duration.between(begin, to == null ? now : to));
  }

  /** The same in words, or nothing. */
  String text(Instant now) {
    return until(now).map(Elapsed::text).orElse("");
  }
}
