package dev.lockflight.connector.cli;

import dev.lockflight.RunId;
import dev.lockflight.engine.Engine;
import dev.lockflight.run.Run;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/** Watches a run until it has ended, may be left, or somebody interrupts. */
final class WatchRun {
  private static final long TICK_MILLIS = 100;

  private final Engine engine;
  private final Focus focus;
  private final CountDownLatch interrupted;
  private final Predicate<Run> leaves;

  /**
   * @param interrupted counted down when the command shall leave
   * @param leaves whether a run that stands like this is left
   */
  WatchRun(Engine engine, Focus focus, CountDownLatch interrupted, Predicate<Run> leaves) {
    this.engine = engine;
    this.focus = focus;
    this.interrupted = interrupted;
    this.leaves = leaves;
  }

  /** The run as it stands then; empty when interrupted. */
  Optional<Run> until(RunId id, Attendant attendant, RunScreen screen) throws InterruptedException {
    CompletableFuture<Run> ended = engine.ended(id);
    Run latest = engine.find(id).orElseThrow();
    attendant.look(latest);
    while (!ended.isDone() && !leaves.test(latest)) {
      screen.tick();
      pause(ended);
      if (isInterrupted()) {
        return Optional.empty();
      }
      latest = focus.latest(id).orElse(latest);
      attendant.look(latest);
    }
    if (isInterrupted()) {
      return Optional.empty();
    }
    return Optional.of(ended.isDone() ? ended.join() : latest);
  }

  /** Waits a moment, or until the run has ended. */
  private static void pause(CompletableFuture<Run> ended) throws InterruptedException {
    try {
      var unused = ended.get(TICK_MILLIS, TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      // The caller looks at the future itself.
    }
  }

  private boolean isInterrupted() {
    return interrupted.getCount() == 0;
  }

  /** Runs of earlier processes that were taken up are not interrupted in the middle of a step. */
  void letOthersSettle(Printer printer) throws InterruptedException {
    List<RunId> told = List.of();
    for (List<RunId> others = focus.othersUnderWay();
        !others.isEmpty();
        others = focus.othersUnderWay()) {
      if (!others.equals(told)) {
        told = others;
        printer.note("also under way: " + others + "; waiting until they settle (Ctrl-C leaves)");
      }
      if (interrupted.await(TICK_MILLIS, TimeUnit.MILLISECONDS)) {
        return;
      }
    }
  }
}
