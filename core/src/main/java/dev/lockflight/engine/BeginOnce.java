package dev.lockflight.engine;

import dev.lockflight.RunId;
import dev.lockflight.run.Run;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Begins a run whose id says what it is for, unless it has begun already. The journal's key keeps
 * two owners of a store from beginning it both; this keeps two threads of the one owner from it.
 * Thread-safe.
 */
final class BeginOnce {
  private final Works works;
  private final Map<RunId, CompletableFuture<Run>> underWay = new ConcurrentHashMap<>();

  BeginOnce(Works works) {
    this.works = works;
  }

  CompletableFuture<Run> begin(RunId id, Function<RunId, CompletableFuture<Run>> begin) {
    CompletableFuture<Run> mine = new CompletableFuture<>();
    CompletableFuture<Run> other = underWay.putIfAbsent(id, mine);
    if (other != null) {
      return other;
    }
    CompletableFuture<Run> begun;
    try {
      Optional<Run> known = works.read(id);
      begun = known.map(CompletableFuture::completedFuture).orElseGet(() -> begin.apply(id));
    } catch (RuntimeException e) {
      begun = CompletableFuture.failedFuture(e);
    }
    var unused = begun.whenComplete((run, problem) -> end(id, mine, run, problem));
    return mine;
  }

  /** By now the store knows the run, or it may be tried again. */
  private void end(
      RunId id, CompletableFuture<Run> mine, @Nullable Run run, @Nullable Throwable problem) {
    underWay.remove(id, mine);
    boolean unused = problem == null ? mine.complete(run) : mine.completeExceptionally(problem);
  }
}
