package dev.lockflight.engine;

import dev.lockflight.RunId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Wakes runs. However many wait, one timer is armed: for the earliest. It is never armed for more
 * than an hour, so that a clock that was set is noticed. Thread-safe.
 */
final class Alarms {
  private static final Duration LONGEST = Duration.ofHours(1);

  private final InstantSource clock;
  private final Timer timer;
  private final Consumer<RunId> wake;
  private final Map<RunId, Instant> byRun = new HashMap<>();
  private final TreeMap<Instant, List<RunId>> byMoment = new TreeMap<>();
  private @Nullable Instant armedFor;

  Alarms(InstantSource clock, Timer timer, Consumer<RunId> wake) {
    this.clock = clock;
    this.timer = timer;
    this.wake = wake;
  }

  /** Wakes the run then, instead of when it was to be woken before. */
  synchronized void set(RunId run, Instant at) {
    if (at.equals(byRun.get(run))) {
      return;
    }
    clear(run);
    byRun.put(run, at);
    byMoment.computeIfAbsent(at, moment -> new ArrayList<>()).add(run);
    arm();
  }

  synchronized void clear(RunId run) {
    Instant before = byRun.remove(run);
    if (before != null) {
      List<RunId> runs = byMoment.get(before);
      if (runs != null && runs.remove(run) && runs.isEmpty()) {
        byMoment.remove(before);
      }
    }
  }

  private void arm() {
    if (byMoment.isEmpty()) {
      return;
    }
    Instant earliest = byMoment.firstKey();
    if (armedFor != null && !earliest.isBefore(armedFor)) {
      return;
    }
    armedFor = earliest;
    Duration delay = Duration.between(clock.instant(), earliest);
    timer.after(delay.compareTo(LONGEST) > 0 ? LONGEST : delay, this::ring);
  }

  private void ring() {
    for (RunId run : due()) {
      wake.accept(run);
    }
  }

  private synchronized List<RunId> due() {
    armedFor = null;
    List<RunId> due = new ArrayList<>();
    byMoment.headMap(clock.instant(), true).values().forEach(due::addAll);
    due.forEach(this::clear);
    arm();
    return due;
  }
}
