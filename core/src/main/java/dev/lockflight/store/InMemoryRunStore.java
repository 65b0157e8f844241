package dev.lockflight.store;

import dev.lockflight.Deployment;
import dev.lockflight.Digest;
import dev.lockflight.EnvironmentName;
import dev.lockflight.OrderEntry;
import dev.lockflight.RunId;
import dev.lockflight.Structure;
import dev.lockflight.run.JournalEntry;
import dev.lockflight.run.RunEvent;
import dev.lockflight.run.RunSummary;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps journals in memory: for tests and simulations. Nothing survives the process; closing it
 * forgets nothing, so that a test can hand it to a second engine. Thread-safe.
 */
public final class InMemoryRunStore implements RunStore {
  private static final Comparator<RunSummary> NEWEST_FIRST =
      Comparator.comparing((RunSummary run) -> run.moments().created())
          .thenComparing(RunSummary::run)
          .reversed();

  private final Map<RunId, List<JournalEntry>> journals = new HashMap<>();
  private final Map<RunId, RunSummary> runs = new HashMap<>();
  private final Map<Digest, Structure> structures = new HashMap<>();
  private final Map<EnvironmentName, Deque<Deployment>> ledger = new HashMap<>();
  private final List<OrderEntry> orders = new ArrayList<>();
  private final Map<String, Request> waiting = new LinkedHashMap<>();
  private final Map<String, String> answers = new HashMap<>();
  private final Map<String, String> bookmarks = new HashMap<>();
  private @Nullable Owned present;

  @Override
  public synchronized void append(List<Append> appends) {
    JournalOrder order = new JournalOrder(run -> journal(run).size());
    appends.forEach(append -> append.entries().forEach(order::check));
    appends.forEach(this::write);
  }

  private void write(Append append) {
    for (JournalEntry entry : append.entries()) {
      journals.computeIfAbsent(entry.run(), run -> new ArrayList<>()).add(entry);
      if (entry.event() instanceof RunEvent.DeploymentRecorded recorded) {
        Deployment line = recorded.deployment();
        ledger.computeIfAbsent(line.environment(), e -> new ArrayDeque<>()).addFirst(line);
      }
    }
    runs.put(append.summary().run(), append.summary());
    append.newStructure().ifPresent(s -> structures.put(s.digest(), s));
  }

  private List<JournalEntry> journal(RunId run) {
    return journals.getOrDefault(run, List.of());
  }

  @Override
  public synchronized List<JournalEntry> read(RunId run, long afterSeq) {
    List<JournalEntry> all = journal(run);
    int from = (int) Math.max(0, Math.min(afterSeq, all.size()));
    return List.copyOf(all.subList(from, all.size()));
  }

  @Override
  public synchronized Optional<RunSummary> find(RunId run) {
    return Optional.ofNullable(runs.get(run));
  }

  @Override
  public synchronized List<RunSummary> list(Query query) {
    return runs.values().stream()
        .filter(run -> query.pipeline() == null || query.pipeline().equals(run.pipeline()))
        .filter(run -> query.statuses().isEmpty() || query.statuses().contains(run.status()))
        .sorted(NEWEST_FIRST)
        .limit(query.limit())
        .toList();
  }

  @Override
  public synchronized Optional<Structure> structure(Digest digest) {
    return Optional.ofNullable(structures.get(digest));
  }

  @Override
  public synchronized List<Deployment> deployments(EnvironmentName environment) {
    return List.copyOf(ledger.getOrDefault(environment, new ArrayDeque<>()));
  }

  @Override
  public synchronized void write(OrderEntry order) {
    orders.add(order);
  }

  @Override
  public synchronized List<OrderEntry> orders() {
    return List.copyOf(orders);
  }

  @Override
  public synchronized Ownership own(String owner) {
    if (present != null) {
      throw new StoreOwnedException("the store in memory", present.owner);
    }
    present = new Owned(owner);
    return present;
  }

  @Override
  public synchronized Optional<String> owner() {
    return Optional.ofNullable(present).map(owned -> owned.owner);
  }

  private synchronized void release(Owned owned) {
    if (present == owned) {
      present = null;
    }
  }

  @Override
  public synchronized void send(Request request) {
    if (!answers.containsKey(request.id())) {
      var unused = waiting.putIfAbsent(request.id(), request);
    }
  }

  @Override
  public synchronized List<Request> requests() {
    return List.copyOf(waiting.values());
  }

  @Override
  public synchronized void answer(String requestId, String answer) {
    if (waiting.remove(requestId) != null) {
      answers.put(requestId, answer);
    } else if (!answers.containsKey(requestId)) {
      throw new StoreException("there is no request '" + requestId + "' to answer");
    }
  }

  @Override
  public synchronized Optional<String> answerTo(String requestId) {
    return Optional.ofNullable(answers.get(requestId));
  }

  @Override
  public synchronized Optional<String> bookmark(String name) {
    return Optional.ofNullable(bookmarks.get(name));
  }

  @Override
  public synchronized void keepBookmark(String name, String value) {
    bookmarks.put(name, value);
  }

  @Override
  public boolean isShared() {
    return false;
  }

  @Override
  public void close() {
    // What it keeps may be looked at, and taken up by another engine, after the first one is gone.
  }

  /** An ownership that ends once. */
  private final class Owned implements Ownership {
    private final String owner;

    Owned(String owner) {
      this.owner = owner;
    }

    @Override
    public void close() {
      release(this);
    }
  }
}
