package dev.lockflight;

import java.time.Duration;

/**
 * When a failed step is tried again. Only TRANSIENT failures are. The delay doubles from {@code
 * first} up to {@code longest}; {@code jitter} (0 to 1) shortens each by a part that is fixed for
 * the run, step and attempt, so that a replay waits alike.
 *
 * @param attempts how often in all, at least 1
 * @param deadline no attempt begins later than this after the first
 */
public record RetryPolicy(
    int attempts, Duration first, Duration longest, double jitter, Duration deadline) {
  /** One attempt. */
  public static final RetryPolicy NEVER =
      new RetryPolicy(1, Duration.ZERO, Duration.ZERO, 0, Duration.ofDays(365));

  public RetryPolicy {
    if (attempts < 1) {
      throw new InvalidDefinitionException("attempts must be at least 1: " + attempts);
    }
    if (first.isNegative() || longest.compareTo(first) < 0) {
      throw new InvalidDefinitionException(
          "longest delay must not be under the first: " + first + ", " + longest);
    }
    if (!(jitter >= 0 && jitter <= 1)) {
      throw new InvalidDefinitionException("jitter must be between 0 and 1: " + jitter);
    }
  }

  /**
   * Up to {@code attempts} attempts, 1 s, 2 s, 4 s ... up to a minute apart, with a fifth jitter.
   */
  public static RetryPolicy upTo(int attempts) {
    return new RetryPolicy(
        attempts, Duration.ofSeconds(1), Duration.ofMinutes(1), 0.2, Duration.ofDays(1));
  }

  public RetryPolicy backoff(Duration first, Duration longest) {
    return new RetryPolicy(attempts, first, longest, jitter, deadline);
  }

  public RetryPolicy jitter(double part) {
    return new RetryPolicy(attempts, first, longest, part, deadline);
  }

  public RetryPolicy within(Duration deadline) {
    return new RetryPolicy(attempts, first, longest, jitter, deadline);
  }

  /**
   * How long to wait after attempt {@code attempt} failed.
   *
   * @param chance between 0 and 1, fixed for this attempt
   */
  public Duration delayAfter(int attempt, double chance) {
    long factor = 1L << Math.min(attempt - 1, 30);
    Duration doubled =
        first.compareTo(longest.dividedBy(factor)) > 0 ? longest : first.multipliedBy(factor);
    return Duration.ofMillis(Math.round(doubled.toMillis() * (1 - jitter * chance)));
  }

  @Override
  public String toString() {
    return attempts + " attempts";
  }
}
