package dev.lockflight.testkit.simulation;

import dev.lockflight.Call;
import dev.lockflight.FailureClass;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How an attempt at a step ends, and when. */
record StepOutcome(What what, Ending ending) {
  static final StepOutcome SUCCEEDS = new StepOutcome(new Succeeds(null), Ending.AT_ONCE);

  /** What comes of it. */
  sealed interface What permits Succeeds, Fails, Does, Real {}

  /**
   * It succeeds.
   *
   * @param value its result; null for a sample of the type that its output has
   */
  record Succeeds(@Nullable Object value) implements What {}

  /** It fails. */
  record Fails(FailureClass failureClass, String message) implements What {}

  /** It does what the test says. */
  record Does(Call<?> body) implements What {}

  /** It does what it really does. */
  record Real() implements What {}

  /**
   * When it ends.
   *
   * @param never only when it is interrupted
   * @param crash the engine is killed while it runs, once
   */
  record Ending(Duration takes, boolean never, boolean crash) {
    static final Ending AT_ONCE = new Ending(Duration.ZERO, false, false);
  }
}
