package dev.lockflight;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a step is run.
 *
 * @param retry null for the stage's policy
 * @param timeout of one attempt; null for none
 * @param allowFailure the stage goes on when it fails
 * @param atMostOnce after a crash a person decides, instead of a second execution
 * @param required nobody may skip it
 */
public record StepPolicy(
    @Nullable RetryPolicy retry,
    @Nullable Duration timeout,
    boolean allowFailure,
    boolean atMostOnce,
    boolean required) {
  static final StepPolicy DEFAULT = new StepPolicy(null, null, false, false, false);

  public StepPolicy {
    if (timeout != null && timeout.compareTo(Duration.ZERO) <= 0) {
      throw new InvalidDefinitionException("timeout must be positive: " + timeout);
    }
  }

  @Override
  public String toString() {
    return (retry == null ? "" : ", " + retry)
        + (timeout == null ? "" : ", timeout " + timeout)
        + (allowFailure ? ", may fail" : "")
        + (atMostOnce ? ", at most once" : "")
        + (required ? ", required" : "");
  }
}
