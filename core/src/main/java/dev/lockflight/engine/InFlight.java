package dev.lockflight.engine;

import dev.lockflight.ItemPath;
import dev.lockflight.run.ApprovalRun;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What this process is doing for one run right now; gone after a crash, which is how a turn notices
 * that something was interrupted. Used by one thread at a time, except the threads it can
 * interrupt.
 */
final class InFlight {
  /** One step or gate under way. */
  static final class Work {
    private @Nullable Thread thread;
    private boolean stopped;
    private String stopReason = "";
    private @Nullable Instant nextPoll;

    /** The thread that now does it; null when it is done or holds none. */
    synchronized void by(@Nullable Thread worker) {
      thread = worker;
      if (worker != null && stopped) {
        worker.interrupt();
      }
    }

    /** Interrupts it, now or as soon as it has a thread. */
    synchronized void stop(String why) {
      stopped = true;
      stopReason = why;
      if (thread != null) {
        thread.interrupt();
      }
    }

    synchronized boolean isStopped() {
      return stopped;
    }

    synchronized String stopReason() {
      return stopReason;
    }

    Optional<Instant> nextPoll() {
      return Optional.ofNullable(nextPoll);
    }

    /** Sooner than it was due; a poll that is under way is due already. */
    void pollBy(Instant at) {
      if (nextPoll != null && nextPoll.isAfter(at)) {
        nextPoll = at;
      }
    }

    void pollAt(@Nullable Instant at) {
      nextPoll = at;
    }
  }

  private final Map<ItemPath, Work> works = new HashMap<>();

  /** What people had said when a gate was asked last. */
  private final Map<ItemPath, List<Optional<ApprovalRun>>> known = new HashMap<>();

  /** What people had said when this process asked the gate last; empty when it never did. */
  Optional<List<Optional<ApprovalRun>>> known(ItemPath gate) {
    return Optional.ofNullable(known.get(gate));
  }

  void asks(ItemPath gate, List<Optional<ApprovalRun>> people) {
    known.put(gate, people);
    begin(gate);
  }

  void begin(ItemPath item) {
    works.put(item, new Work());
  }

  Optional<Work> find(ItemPath item) {
    return Optional.ofNullable(works.get(item));
  }

  boolean has(ItemPath item) {
    return works.containsKey(item);
  }

  void end(ItemPath item) {
    works.remove(item);
  }

  boolean isEmpty() {
    return works.isEmpty();
  }

  /** The earliest moment at which a remote operation wants to be polled. */
  Optional<Instant> nextPoll() {
    return works.values().stream().flatMap(w -> w.nextPoll().stream()).min(Instant::compareTo);
  }

  void stopAll(String why) {
    works.values().forEach(work -> work.stop(why));
  }
}
