package dev.lockflight.connector.process;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * How long to wait for output that is not there yet: fifty microseconds behind a busy program, up
 * to twenty milliseconds behind a silent one. The end of the program, or an interruption, ends a
 * longer wait at once.
 */
final class Pace {
  private static final long SHORTEST = 50_000;
  private static final long LONGEST = 20_000_000;
  private static final long PRECISE = 1_000_000;
  private long nanos = SHORTEST;

  void hurry() {
    nanos = SHORTEST;
  }

  /** Waits, and returns how long that was meant to be. */
  long rest(Process process) throws InterruptedException {
    long now = nanos;
    nanos = Math.min(LONGEST, 2 * nanos);
    if (now < PRECISE) {
      LockSupport.parkNanos(this, now);
    } else {
      var unused = process.waitFor(now, TimeUnit.NANOSECONDS);
    }
    return now;
  }
}
