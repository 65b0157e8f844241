package dev.lockflight.engine;

import dev.lockflight.EnvironmentName;
import dev.lockflight.LockPolicy;
import dev.lockflight.LockRule;
import dev.lockflight.RunId;
import dev.lockflight.StageName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who uses which environment and who waits for it. Made anew from the journals when a store is
 * opened. Thread-safe; it only answers, and its callers tell the runs.
 */
final class LockTable {
  /** One stage of one run, which was created then. */
  record Claimant(RunId run, StageName stage, Instant created) {
    boolean isNewerThan(Claimant other) {
      return !run.equals(other.run) && created.isAfter(other.created);
    }

    @Override
    public String toString() {
      return run + "/" + stage;
    }
  }

  /** What a request or release leads to. */
  record Answer(Optional<Claimant> granted, Optional<Claimant> refused, List<Claimant> superseded) {
    static final Answer NOTHING = new Answer(Optional.empty(), Optional.empty(), List.of());
  }

  private static final class Queue {
    private @Nullable Claimant holder;
    private final List<Claimant> waiting = new ArrayList<>();
  }

  private final Map<EnvironmentName, Queue> queues = new HashMap<>();

  /** Takes the environment at once, when nobody holds it or waits for it. */
  synchronized boolean takeIfFree(EnvironmentName environment, Claimant claimant) {
    Queue queue = queues.computeIfAbsent(environment, name -> new Queue());
    if (queue.holder == null && queue.waiting.isEmpty()) {
      queue.holder = claimant;
    }
    return claimant.equals(queue.holder);
  }

  synchronized Answer request(EnvironmentName environment, Claimant claimant, LockRule rule) {
    Queue queue = queues.computeIfAbsent(environment, name -> new Queue());
    if (queue.holder == null || queue.holder.equals(claimant)) {
      queue.holder = claimant;
      queue.waiting.remove(claimant);
      return new Answer(Optional.of(claimant), Optional.empty(), List.of());
    }
    if (rule.policy() == LockPolicy.REJECT) {
      return new Answer(Optional.empty(), Optional.of(claimant), List.of());
    }
    List<Claimant> superseded =
        rule.policy() == LockPolicy.LATEST_ONLY ? superseded(claimant, queue) : List.of();
    queue.waiting.removeAll(superseded);
    if (!superseded.contains(claimant) && !queue.waiting.contains(claimant)) {
      queue.waiting.add(claimant);
    }
    return new Answer(Optional.empty(), Optional.empty(), superseded);
  }

  /**
   * Those waiting that are older than the claimant; the claimant itself when a newer one is there.
   * Of two runs created at the same moment the one that asks later is the newer.
   */
  private static List<Claimant> superseded(Claimant claimant, Queue queue) {
    boolean newerHolds = queue.holder != null && queue.holder.isNewerThan(claimant);
    if (newerHolds || queue.waiting.stream().anyMatch(other -> other.isNewerThan(claimant))) {
      return List.of(claimant);
    }
    return queue.waiting.stream()
        .filter(other -> !other.run().equals(claimant.run()) && !other.isNewerThan(claimant))
        .toList();
  }

  synchronized Answer release(EnvironmentName environment, Claimant claimant) {
    Queue queue = queues.computeIfAbsent(environment, name -> new Queue());
    queue.waiting.remove(claimant);
    if (!claimant.equals(queue.holder)) {
      return Answer.NOTHING;
    }
    queue.holder = null;
    return grantNext(queue);
  }

  private static Answer grantNext(Queue queue) {
    Iterator<Claimant> waiting = queue.waiting.iterator();
    if (!waiting.hasNext()) {
      return Answer.NOTHING;
    }
    Claimant next = waiting.next();
    waiting.remove();
    queue.holder = next;
    return new Answer(Optional.of(next), Optional.empty(), List.of());
  }

  /** Puts back what a journal says, in the order of the requests. */
  synchronized void restore(EnvironmentName environment, Claimant claimant, boolean held) {
    Queue queue = queues.computeIfAbsent(environment, name -> new Queue());
    if (held) {
      queue.holder = claimant;
    } else {
      queue.waiting.add(claimant);
    }
  }

  /** After restoring: grants what a crash left free. */
  synchronized Map<EnvironmentName, Claimant> grantFree() {
    Map<EnvironmentName, Claimant> granted = new HashMap<>();
    queues.forEach(
        (environment, queue) -> {
          if (queue.holder == null) {
            grantNext(queue).granted().ifPresent(next -> granted.put(environment, next));
          }
        });
    return granted;
  }

  synchronized Optional<Claimant> holder(EnvironmentName environment) {
    return Optional.ofNullable(queues.get(environment)).map(queue -> queue.holder);
  }

  synchronized List<Claimant> waiting(EnvironmentName environment) {
    Queue queue = queues.get(environment);
    return queue == null ? List.of() : List.copyOf(queue.waiting);
  }
}
