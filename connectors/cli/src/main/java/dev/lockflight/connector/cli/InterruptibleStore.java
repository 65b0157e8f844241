package dev.lockflight.connector.cli;

import dev.lockflight.Verdict;
import dev.lockflight.run.RunEvent;
import dev.lockflight.run.StageEvent;
import dev.lockflight.run.StepEvent;
import dev.lockflight.store.Append;
import dev.lockflight.store.ForwardingRunStore;
import dev.lockflight.store.RunStore;
import dev.lockflight.store.StoreException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Keeps what Ctrl-C does to child processes out of the journal. The terminal sends the signal to
 * them too, and they often die before this process has heard of it: their failure would end a run
 * that is to be left where it is. So a failure is written a moment later, and not at all when the
 * signal has come by then; the step is repeated by resume. Thread-safe.
 */
final class InterruptibleStore extends ForwardingRunStore {
  /** Longer than a signal takes to be heard, on a busy machine. */
  private static final long MOMENT_MILLIS = 250;

  private final CountDownLatch interrupted;

  InterruptibleStore(RunStore store, CountDownLatch interrupted) {
    super(store);
    this.interrupted = interrupted;
  }

  @Override
  public void append(List<Append> appends) {
    boolean bad =
        appends.stream().flatMap(each -> each.entries().stream()).anyMatch(e -> isBad(e.event()));
    if (bad && isInterruptedSoon()) {
      throw new StoreException("interrupted; what failed meanwhile is not written");
    }
    super.append(appends);
  }

  private static boolean isBad(RunEvent event) {
    if (event instanceof StageEvent.GateDecided decided) {
      Verdict.Status status = decided.verdict().status();
      return status == Verdict.Status.FAILED || status == Verdict.Status.ERRORED;
    }
    return event instanceof StepEvent.StepFailed;
  }

  private boolean isInterruptedSoon() {
    try {
      return interrupted.await(MOMENT_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }
}
