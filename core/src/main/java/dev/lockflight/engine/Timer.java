package dev.lockflight.engine;

import java.time.Duration;

/**
 * The engine's own small work: it never blocks for long and is run by one thread at a time. Handed
 * in, so that a test can be the one who lets time pass.
 */
public interface Timer {
  /** Runs the task soon. */
  void soon(Runnable task);

  /** Runs the task when this much time has passed; a negative delay means soon. */
  void after(Duration delay, Runnable task);
}
