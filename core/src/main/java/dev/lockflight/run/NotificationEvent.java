package dev.lockflight.run;

import dev.lockflight.Notice;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Somebody was told about the run, or could not be. It changes nothing about how the run stands,
 * and is the only kind of event that may stand behind {@link RunEvent.Ended}.
 */
public sealed interface NotificationEvent extends RunEvent {
  Notice notice();

  /** 1 for the first. */
  int attempt();

  @Override
  default Run foldInto(Run run, Instant at) {
    return run.with(new NotificationRun(this, at));
  }

  /** The channel has taken it; it is not sent again. */
  record Notified(Notice notice, int attempt) implements NotificationEvent {
    @Override
    public String describe() {
      return "told " + notice + (attempt == 1 ? "" : ", attempt " + attempt);
    }
  }

  /**
   * The channel did not take it.
   *
   * @param again when it is tried again; null when it is given up
   */
  record NotificationFailed(Notice notice, int attempt, String reason, @Nullable Instant again)
      implements NotificationEvent {
    /** When it is tried again; empty when it is given up. */
    public Optional<Instant> nextAttempt() {
      return Optional.ofNullable(again);
    }

    @Override
    public String describe() {
      return "could not tell "
          + notice
          + nextAttempt().map(at -> ", trying again at " + at).orElse(", given up")
          + ": "
          + reason;
    }
  }
}
