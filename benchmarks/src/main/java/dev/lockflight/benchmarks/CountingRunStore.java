package dev.lockflight.benchmarks;

import dev.lockflight.Deployment;
import dev.lockflight.Digest;
import dev.lockflight.EnvironmentName;
import dev.lockflight.RunId;
import dev.lockflight.Structure;
import dev.lockflight.run.JournalEntry;
import dev.lockflight.run.RunSummary;
import dev.lockflight.store.Append;
import dev.lockflight.store.RunStore;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Counts the commits of the store behind it. */
final class CountingRunStore implements RunStore {
  private final RunStore store;
  private final AtomicLong commits = new AtomicLong();
  private final AtomicLong appends = new AtomicLong();

  CountingRunStore(RunStore store) {
    this.store = store;
  }

  /** How many times something was made durable. */
  long commits() {
    return commits.get();
  }

  /** How many pieces of journals that were. */
  long appends() {
    return appends.get();
  }

  @Override
  public void append(List<Append> batch) {
    commits.incrementAndGet();
    appends.addAndGet(batch.size());
    store.append(batch);
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
