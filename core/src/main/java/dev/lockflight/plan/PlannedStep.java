package dev.lockflight.plan;

import dev.lockflight.Phase;
import dev.lockflight.StepName;
import org.jspecify.annotations.Nullable;

/**
 * One step of a planned stage.
 *
 * @param does what it will do, in its operation's words, and its policy
 * @param output the key under which it leaves its result; null when nowhere
 * @param takesSavepoint whether what it leaves is the restore point of data
 */
public record PlannedStep(
    Phase phase, StepName name, String does, @Nullable String output, boolean takesSavepoint) {
  /** Whether it runs only when something before it has failed. */
  public boolean isForFailure() {
    return phase == Phase.ROLLBACK || phase == Phase.ON_FAILURE;
  }
}
