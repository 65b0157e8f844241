package dev.lockflight.testkit.simulation;

import dev.lockflight.ItemPath;
import dev.lockflight.RunId;

/**
 * Something a faked step did in the simulated world: a call ran to its end, or a remote operation
 * was accepted.
 *
 * @param key the idempotency key it was done with
 */
public record StepEffect(RunId run, ItemPath step, int attempt, String key) {
  @Override
  public String toString() {
    return run + " " + step + " attempt " + attempt;
  }
}
