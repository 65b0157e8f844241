package dev.lockflight.connector.http;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** How a call waits before it tries again. A test hands in one that only moves its clock. */
@FunctionalInterface
public interface Pause {
  /** Returns when the time has passed. */
  void rest(Duration time) throws InterruptedException;

  /** Really waits, and wakes when interrupted. */
  static Pause real() {
    return time -> {
      var unused = new CountDownLatch(1).await(time.toNanos(), TimeUnit.NANOSECONDS);
    };
  }
}
