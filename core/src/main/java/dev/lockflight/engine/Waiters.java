package dev.lockflight.engine;

import dev.lockflight.RunId;
import dev.lockflight.run.Run;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/** Who waits for a run to get somewhere. Thread-safe. */
final class Waiters {
  private record Waiter(Predicate<Run> until, CompletableFuture<Run> future) {}

  private final Map<RunId, List<Waiter>> waiters = new HashMap<>();

  synchronized CompletableFuture<Run> add(RunId run, Predicate<Run> until) {
    CompletableFuture<Run> future = new CompletableFuture<>();
    waiters.computeIfAbsent(run, id -> new ArrayList<>()).add(new Waiter(until, future));
    return future;
  }

  void update(Run run) {
    for (Waiter waiter : satisfied(run)) {
      waiter.future().complete(run);
    }
  }

  private synchronized List<Waiter> satisfied(Run run) {
    List<Waiter> all = waiters.getOrDefault(run.id(), List.of());
    List<Waiter> satisfied = all.stream().filter(waiter -> waiter.until().test(run)).toList();
    if (!satisfied.isEmpty()) {
      all.removeAll(satisfied);
      if (all.isEmpty()) {
        waiters.remove(run.id());
      }
    }
    return satisfied;
  }

  void fail(RunId run, RuntimeException problem) {
    List<Waiter> lost;
    synchronized (this) {
      List<Waiter> all = waiters.remove(run);
      lost = all == null ? List.of() : all;
    }
    lost.forEach(waiter -> waiter.future().completeExceptionally(problem));
  }

  void failAll(RuntimeException problem) {
    List<RunId> runs;
    synchronized (this) {
      runs = List.copyOf(waiters.keySet());
    }
    runs.forEach(run -> fail(run, problem));
  }
}
