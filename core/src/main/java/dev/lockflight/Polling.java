package dev.lockflight;

import java.time.Duration;

/**
 * How a gate is asked repeatedly.
 *
 * @param initialDelay from reaching the gate to the first question
 * @param interval from one answer to the next question
 * @param consecutiveSuccess so many openings in a row open the gate
 * @param failureLimit so many FAILED answers in all fail it; ERRORED answers count apart, by the
 *     same limit, and make it ERRORED
 * @param timeout from reaching the gate; then the last answer counts, and no data is ERRORED
 */
public record Polling(
    Duration initialDelay,
    Duration interval,
    int consecutiveSuccess,
    int failureLimit,
    Duration timeout) {
  public Polling {
    require(!initialDelay.isNegative(), "initial delay must not be negative", initialDelay);
    require(interval.compareTo(Duration.ZERO) > 0, "interval must be positive", interval);
    require(consecutiveSuccess >= 1, "consecutive success must be at least 1", consecutiveSuccess);
    require(failureLimit >= 1, "failure limit must be at least 1", failureLimit);
    require(timeout.compareTo(initialDelay) > 0, "timeout must be longer than the delay", timeout);
  }

  /**
   * Ask at once and then every {@code interval}, until it opens once or {@code timeout} is over.
   */
  public static Polling every(Duration interval, Duration timeout) {
    return new Polling(Duration.ZERO, interval, 1, Integer.MAX_VALUE, timeout);
  }

  public Polling after(Duration initialDelay) {
    return new Polling(initialDelay, interval, consecutiveSuccess, failureLimit, timeout);
  }

  public Polling consecutively(int successes) {
    return new Polling(initialDelay, interval, successes, failureLimit, timeout);
  }

  public Polling failingAfter(int failures) {
    return new Polling(initialDelay, interval, consecutiveSuccess, failures, timeout);
  }

  private static void require(boolean holds, String rule, Object value) {
    if (!holds) {
      throw new InvalidDefinitionException(rule + ": " + value);
    }
  }

  @Override
  public String toString() {
    return "every " + interval + " for " + timeout;
  }
}
