package dev.lockflight.store;

import dev.lockflight.Deployment;
import dev.lockflight.Digest;
import dev.lockflight.EnvironmentName;
import dev.lockflight.OrderEntry;
import dev.lockflight.RunId;
import dev.lockflight.Structure;
import dev.lockflight.run.JournalEntry;
import dev.lockflight.run.RunSummary;
import java.util.List;
import java.util.Optional;

/**
 * Passes everything on to another store; a subclass overrides what it wants to watch or to change.
 */
public class ForwardingRunStore implements RunStore {
  private final RunStore store;

  public ForwardingRunStore(RunStore store) {
    this.store = store;
  }

  @Override
  public Append prepare(Append append) {
    return store.prepare(append);
  }

  @Override
  public void append(List<Append> appends) {
    store.append(appends);
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
  public void write(OrderEntry order) {
    store.write(order);
  }

  @Override
  public List<OrderEntry> orders() {
    return store.orders();
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
  public Optional<String> bookmark(String name) {
    return store.bookmark(name);
  }

  @Override
  public void keepBookmark(String name, String value) {
    store.keepBookmark(name, value);
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
