package dev.lockflight.testkit.dbt;

import java.time.Duration;

/** Lets time pass: a settable clock that is moved, a latch that a test opens, or nothing at all. */
@FunctionalInterface
public interface Waiting {
  /**
   * Returns when that much time has passed.
   *
   * @throws InterruptedException when the step is stopped meanwhile
   */
  void pass(Duration time) throws InterruptedException;
}
