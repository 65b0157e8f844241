package dev.lockflight.engine;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Runs tasks one after the other, on the thread that brings the first while none is running. A task
 * may bring another; it runs after the present one.
 */
final class Mailbox {
  private final Deque<Runnable> tasks = new ArrayDeque<>();
  private boolean busy;
  private boolean closed;

  /** Whether the task was taken; a closed mailbox takes none. */
  boolean post(Runnable task) {
    synchronized (this) {
      if (closed) {
        return false;
      }
      tasks.add(task);
      if (busy) {
        return true;
      }
      busy = true;
    }
    drain();
    return true;
  }

  /** Puts a task before all others; it is run with the first that is brought. */
  synchronized void seed(Runnable task) {
    tasks.addFirst(task);
  }

  private void drain() {
    for (Runnable task = next(); task != null; task = next()) {
      task.run();
    }
  }

  private synchronized @org.jspecify.annotations.Nullable Runnable next() {
    Runnable task = tasks.poll();
    if (task == null) {
      busy = false;
    }
    return task;
  }

  /** Takes no more; what has been taken is still run. */
  synchronized void close() {
    closed = true;
  }

  synchronized boolean isClosed() {
    return closed;
  }

  /** Closes it unless there is something left to run besides the task that asks. */
  synchronized boolean closeIfEmpty() {
    closed |= tasks.isEmpty();
    return closed;
  }
}
