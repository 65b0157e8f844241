package dev.lockflight.engine;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The threads that run steps. A thread whose step is over takes the next step itself when no other
 * waits for a thread: to wake another thread costs about as much as all the rest of a step that
 * does nothing. Thread-safe.
 */
final class StepPool implements Executor {
  /** What a thread will do next; used by that thread only. */
  private static final class Place {
    private boolean concluding;
    private @Nullable Runnable next;

    private @Nullable Runnable take() {
      Runnable taken = next;
      next = null;
      return taken;
    }
  }

  private final ThreadPoolExecutor threads;
  private final ThreadLocal<Place> places = ThreadLocal.withInitial(Place::new);

  StepPool(int size, ThreadFactory factory) {
    threads =
        new ThreadPoolExecutor(
            size, size, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), factory);
  }

  @Override
  public void execute(Runnable task) {
    Place place = places.get();
    if (place.concluding && place.next == null && threads.getQueue().isEmpty()) {
      place.next = task;
    } else {
      threads.execute(() -> runAll(task));
    }
  }

  /** Does the last thing of a task; what that gives rise to may be run by this thread. */
  void conclude(Runnable last) {
    Place place = places.get();
    place.concluding = true;
    try {
      last.run();
    } finally {
      place.concluding = false;
    }
  }

  private void runAll(Runnable first) {
    Place place = places.get();
    for (Runnable task = first; task != null; task = place.take()) {
      try {
        task.run();
      } catch (RuntimeException | Error e) {
        Runnable next = place.take();
        if (next != null) {
          threads.execute(() -> runAll(next));
        }
        throw e;
      }
    }
  }

  void close() {
    threads.shutdownNow();
    try {
      var unused = threads.awaitTermination(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
