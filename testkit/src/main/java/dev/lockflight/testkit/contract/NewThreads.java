package dev.lockflight.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The threads that something leaves behind. */
final class NewThreads {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final Set<Thread> before = new HashSet<>(Thread.getAllStackTraces().keySet());

  /** Threads that are ending are waited for. */
  void requireNone() throws InterruptedException {
    long end = System.nanoTime() + PATIENCE_NANOS;
    Set<Thread> left = new HashSet<>(Thread.getAllStackTraces().keySet());
    left.removeAll(before);
    for (Thread thread : left) {
      TimeUnit.NANOSECONDS.timedJoin(thread, Math.max(1, end - System.nanoTime()));
    }
    assertThat(left).as("threads it left behind").noneMatch(Thread::isAlive);
  }
}
