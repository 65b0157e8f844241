package dev.lockflight.connector.process;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Ends a tree of processes and waits for it, reading its output meanwhile: a process that cannot
 * write its last lines does not end.
 *
 * <p>Patience is with the operating system, so it is measured by the machine: the engine's clock
 * may stand still. An interruption does not shorten it; it is remembered.
 */
final class TreeStop {
  private static final long REST_NANOS = 5_000_000;
  private static final Duration ROUND = Duration.ofMillis(100);
  private static final int ROUNDS = 100;

  private final ProcessTree tree;
  private final BooleanSupplier reading;
  private boolean interrupted;

  /**
   * @param reading reads some output, or returns false when there is none now
   */
  TreeStop(ProcessTree tree, BooleanSupplier reading) {
    this.tree = tree;
    this.reading = reading;
  }

  /** SIGTERM, and after the grace SIGKILL; returns those that cannot be ended. */
  List<ProcessHandle> stop(Duration grace) {
    for (ProcessHandle process : tree.look()) {
      var unused = process.destroy();
    }
    if (isOver(grace)) {
      return List.of();
    }
    for (int round = 0; round < ROUNDS; round++) {
      for (ProcessHandle process : tree.look()) {
        var unused = process.destroyForcibly();
      }
      if (isOver(ROUND)) {
        return List.of();
      }
    }
    return tree.look();
  }

  /** Waits until no process is left; false when it takes longer than this. */
  boolean isOver(Duration patience) {
    long begun = System.nanoTime();
    while (tree.hasKnown() || !tree.look().isEmpty()) {
      if (System.nanoTime() - begun >= patience.toNanos()) {
        return false;
      }
      if (!reading.getAsBoolean()) {
        rest();
      }
    }
    return true;
  }

  private void rest() {
    interrupted |= Thread.interrupted();
    LockSupport.parkNanos(this, REST_NANOS);
  }

  boolean wasInterrupted() {
    interrupted |= Thread.interrupted();
    return interrupted;
  }
}
