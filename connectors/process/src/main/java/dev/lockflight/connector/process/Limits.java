package dev.lockflight.connector.process;

import dev.lockflight.InvalidDefinitionException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long a command may run and how much of its output is kept.
 *
 * @param timeout null for none
 * @param grace between SIGTERM and SIGKILL
 * @param kept characters of each stream in the result
 * @param logBytes of the log file
 * @param bound whether it is killed with the engine's process
 */
record Limits(@Nullable Duration timeout, Duration grace, int kept, long logBytes, boolean bound) {
  private static final int MOST_KEPT = 1 << 20;
  private static final long LEAST_LOG = 1024;
  static final Limits DEFAULT = new Limits(null, Duration.ofSeconds(10), 8192, 16L << 20, false);

  Limits {
    if (timeout != null && (timeout.isNegative() || timeout.isZero())) {
      throw new InvalidDefinitionException("timeout must be positive: " + timeout);
    }
    if (grace.isNegative()) {
      throw new InvalidDefinitionException("stopWithin must not be negative: " + grace);
    }
    if (kept < 0 || kept > MOST_KEPT) {
      throw new InvalidDefinitionException("keeping must be 0 to " + MOST_KEPT + ": " + kept);
    }
    if (logBytes < LEAST_LOG) {
      throw new InvalidDefinitionException(
          "logLimit must be at least " + LEAST_LOG + " bytes: " + logBytes);
    }
  }

  Limits withTimeout(Duration changed) {
    return new Limits(changed, grace, kept, logBytes, bound);
  }

  Limits withGrace(Duration changed) {
    return new Limits(timeout, changed, kept, logBytes, bound);
  }

  Limits withKept(int changed) {
    return new Limits(timeout, grace, changed, logBytes, bound);
  }

  Limits withLogBytes(long changed) {
    return new Limits(timeout, grace, kept, changed, bound);
  }

  Limits whenBound() {
    return new Limits(timeout, grace, kept, logBytes, true);
  }

  /** Only what changes an outcome is part of a pipeline's digest. */
  @Override
  public String toString() {
    return timeout == null ? "" : ", timeout " + timeout;
  }
}
