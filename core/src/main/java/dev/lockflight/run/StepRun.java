package dev.lockflight.run;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a step stands.
 *
 * @param key the idempotency key of the present attempt
 * @param handle of the remote side, once it has taken the present attempt
 * @param message why it failed, is held or was skipped
 */
public record StepRun(
    State state, int attempt, String key, @Nullable String handle, String message, Times times) {
  /** What can be said of a step. */
  public enum State {
    NEW,
    STARTED,
    SUBMITTED,
    SUCCEEDED,
    FAILED,
    RETRYING,
    HELD,
    SKIPPED;

    /** Whether an attempt is under way. */
    public boolean isUnderWay() {
      return this == STARTED || this == SUBMITTED;
    }
  }

  /**
   * Its moments.
   *
   * @param first when the first attempt started
   * @param latest when the present attempt started
   * @param ended when the last attempt ended
   * @param due when the next attempt is due
   */
  public record Times(
      @Nullable Instant first,
      @Nullable Instant latest,
      @Nullable Instant ended,
      @Nullable Instant due) {}

  public static final StepRun NEW =
      new StepRun(State.NEW, 0, "", null, "", new Times(null, null, null, null));

  StepRun started(int number, String newKey, Instant at) {
    Instant first = times.first() == null ? at : times.first();
    return new StepRun(State.STARTED, number, newKey, null, "", new Times(first, at, null, null));
  }

  StepRun submitted(String remote) {
    return new StepRun(State.SUBMITTED, attempt, key, remote, "", times);
  }

  StepRun ended(State end, String why, Instant at) {
    return new StepRun(
        end, attempt, key, handle, why, new Times(times.first(), times.latest(), at, null));
  }

  StepRun retryingAt(Instant due) {
    return new StepRun(
        State.RETRYING,
        attempt,
        key,
        null,
        message,
        new Times(times.first(), times.latest(), times.ended(), due));
  }

  public Optional<Instant> due() {
    return Optional.ofNullable(times.due());
  }

  public Optional<Instant> startedAt() {
    return Optional.ofNullable(times.latest());
  }
}
