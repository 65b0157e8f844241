package dev.lockflight.connector.cli;

import dev.lockflight.Deployment;
import dev.lockflight.Digest;
import dev.lockflight.EnvironmentName;
import dev.lockflight.RunId;
import dev.lockflight.Structure;
import dev.lockflight.Verdict;
import dev.lockflight.run.JournalEntry;
import dev.lockflight.run.RunEvent;
import dev.lockflight.run.RunSummary;
import dev.lockflight.run.StageEvent;
import dev.lockflight.run.StepEvent;
import dev.lockflight.store.Append;
import dev.lockflight.store.RunStore;
import dev.lockflight.store.StoreException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Keeps what Ctrl-C does to child processes out of the journal. The terminal sends the signal to
 * them too, and they often die before this process has heard of it: their failure would end a run
 * that is to be left where it is. So a failure is written a moment later, and not at all when the
 * signal has come by then; the step is repeated by resume. Thread-safe.
 */
record InterruptibleStore(RunStore store, CountDownLatch interrupted) implements RunStore {
  /** Longer than a signal takes to be heard, on a busy machine. */
  private static final long MOMENT_MILLIS = 250;

  @Override
  public void append(List<Append> appends) {
    boolean bad =
        appends.stream().flatMap(each -> each.entries().stream()).anyMatch(e -> isBad(e.event()));
    if (bad && isInterruptedSoon()) {
      throw new StoreException("interrupted; what failed meanwhile is not written");
    }
    store.append(appends);
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

  @Override
  public List<JournalEntry> read(RunId run, long afterSeq) {
    return store.read(run, afterSeq);
  }

  @Override
  public Optional<RunSummary> find(RunId run) {
    return store.find(run);
  }

  @Override
  public List<RunSummary> list(Query query) {
    return store.list(query);
  }

  @Override
  public Optional<Structure> structure(Digest digest) {
    return store.structure(digest);
  }

  @Override
  public List<Deployment> deployments(EnvironmentName environment) {
    return store.deployments(environment);
  }

  @Override
  public Ownership own(String owner) {
    return store.own(owner);
  }

  @Override
  public Optional<String> owner() {
    return store.owner();
  }

  @Override
  public void send(Request request) {
    store.send(request);
  }

  @Override
  public List<Request> requests() {
    return store.requests();
  }

  @Override
  public void answer(String requestId, String answer) {
    store.answer(requestId, answer);
  }

  @Override
  public Optional<String> answerTo(String requestId) {
    return store.answerTo(requestId);
  }

  @Override
  public boolean isShared() {
    return store.isShared();
  }

  @Override
  public void close() {
    store.close();
  }
}
