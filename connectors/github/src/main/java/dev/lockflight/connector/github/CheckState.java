package dev.lockflight.connector.github;

import dev.lockflight.connector.http.JsonTree;
import java.util.Locale;
import java.util.stream.Stream;

/** How a check run stands: its status until it is completed, then its conclusion. */
public enum CheckState {
  QUEUED,
  IN_PROGRESS,
  /** Only GitHub itself sets this, {@link #REQUESTED} and {@link #PENDING}. */
  WAITING,
  REQUESTED,
  PENDING,
  SUCCESS,
  NEUTRAL,
  SKIPPED,
  FAILURE,
  CANCELLED,
  TIMED_OUT,
  ACTION_REQUIRED,
  /** Never completed; GitHub gave it up. */
  STALE,
  STARTUP_FAILURE,
  /** A word that GitHub did not use when this was written; counts as not passed. */
  UNKNOWN;

  public boolean isCompleted() {
    return compareTo(PENDING) > 0;
  }

  /** As GitHub counts for a required check: success, neutral or skipped. */
  public boolean isPassed() {
    return this == SUCCESS || this == NEUTRAL || this == SKIPPED;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Of the fields {@code status} and {@code conclusion}. */
  static CheckState read(JsonTree json) {
    String word =
        json.at("conclusion").optionalText().orElse(json.at("status").optionalText().orElse(""));
    return Stream.of(values())
        .filter(state -> state.word().equals(word))
        .findFirst()
        .orElse(UNKNOWN);
  }
}
