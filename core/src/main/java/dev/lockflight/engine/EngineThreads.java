package dev.lockflight.engine;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * All the threads an engine uses. What is handed in stays the caller's; only threads made by {@link
 * #pooled} end when the engine is closed.
 *
 * @param steps runs calls, polls and gates that read the world; tasks may block
 * @param timer runs the engine's own small work, one task at a time
 * @param release ends the threads that were made for the engine
 */
public record EngineThreads(Executor steps, Timer timer, Runnable release) {
  /** Threads of the caller's. */
  public static EngineThreads of(Executor steps, Timer timer) {
    return new EngineThreads(steps, timer, () -> {});
  }

  /**
   * One thread named {@code lockflight-timer} and up to {@code steps} threads named {@code
   * lockflight-step-n}, that end with the engine. They are not daemons.
   */
  public static EngineThreads pooled(int steps) {
    ScheduledExecutorService timer =
        Executors.newSingleThreadScheduledExecutor(named("lockflight-timer"));
    StepPool pool = new StepPool(steps, named("lockflight-step"));
    return new EngineThreads(pool, new ScheduledTimer(timer), () -> release(timer, pool));
  }

  private static void release(ScheduledExecutorService timer, StepPool pool) {
    timer.shutdownNow();
    pool.close();
  }

  /** Does the last thing of a task of {@link #steps}. */
  void conclude(Runnable last) {
    if (steps instanceof StepPool pool) {
      pool.conclude(last);
    } else {
      last.run();
    }
  }

  /** Whether they are threads that were made for an engine, so that it may wait for them. */
  boolean areOwn() {
    return steps instanceof StepPool;
  }

  private static ThreadFactory named(String name) {
    AtomicInteger number = new AtomicInteger();
    return task -> new Thread(task, name + "-" + number.incrementAndGet());
  }

  /** The timer of a running program. */
  private record ScheduledTimer(ScheduledExecutorService executor) implements Timer {
    @Override
    public void soon(Runnable task) {
      if (!executor.isShutdown()) {
        executor.execute(task);
      }
    }

    @Override
    public void after(Duration delay, Runnable task) {
      if (!executor.isShutdown()) {
        var unused = executor.schedule(task, Math.max(0, delay.toMillis()), TimeUnit.MILLISECONDS);
      }
    }
  }
}
