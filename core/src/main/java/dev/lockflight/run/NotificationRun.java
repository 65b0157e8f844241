package dev.lockflight.run;

import dev.lockflight.Notice;
import dev.lockflight.run.NotificationEvent.NotificationFailed;
import java.time.Instant;
import java.util.Optional;

/**
 * How one notification of a run stands.
 *
 * @param last the last that is known of it
 * @param at when that was
 */
public record NotificationRun(NotificationEvent last, Instant at) {
  public Notice notice() {
    return last.notice();
  }

  public boolean isSent() {
    return last instanceof NotificationEvent.Notified;
  }

  /** Why it was not sent; empty when it was. */
  public Optional<String> failure() {
    return failed().map(NotificationFailed::reason);
  }

  /** When it is tried again; empty when it was sent or given up. */
  public Optional<Instant> nextAttempt() {
    return failed().flatMap(NotificationFailed::nextAttempt);
  }

  /** Whether nothing more comes of it. */
  public boolean isOver() {
    return isSent() || nextAttempt().isEmpty();
  }

  private Optional<NotificationFailed> failed() {
    return last instanceof NotificationFailed failed ? Optional.of(failed) : Optional.empty();
  }

  @Override
  public String toString() {
    return last.describe();
  }
}
