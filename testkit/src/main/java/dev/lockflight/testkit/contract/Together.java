package dev.lockflight.testkit.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Threads that begin together and are all waited for. */
final class Together {
  private Together() {}

  /** Some work of a thread with a number. */
  interface Work {
    void by(int thread) throws Exception;
  }

  /** Throws what the first of them threw. */
  static void inParallel(int threads, Work work) throws Exception {
    List<FutureTask<Integer>> all = new ArrayList<>();
    for (int thread = 0; thread < threads; thread++) {
      all.add(started(thread, work));
    }
    for (FutureTask<Integer> one : all) {
      int unused = resultOf(one);
    }
  }

  static FutureTask<Integer> started(int number, Work work) {
    FutureTask<Integer> task =
        new FutureTask<>(
            () -> {
              work.by(number);
              return number;
            });
    Thread thread = new Thread(task, "contract-" + number);
    thread.setDaemon(true);
    thread.start();
    return task;
  }

  static <T> T resultOf(FutureTask<T> task) throws Exception {
    try {
      return task.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw e;
    }
  }
}
