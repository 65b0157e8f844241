package dev.lockflight.report;

import dev.lockflight.EnvironmentName;
import dev.lockflight.ItemPath;
import dev.lockflight.StageName;
import dev.lockflight.Verdict;
import dev.lockflight.run.JournalEntry;
import dev.lockflight.run.RunEvent;
import dev.lockflight.run.StageEvent;
import dev.lockflight.run.StepEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** When what worked and when what waited, as the journal tells it. */
final class Timeline {
  /** What a stretch of time was. */
  enum Kind {
    WORK,
    /** For a lock, a person, another try, or a gate that could not tell yet. */
    WAIT,
    /** A gate that answered at once. */
    MOMENT
  }

  /**
   * A stretch of time.
   *
   * @param to the same as {@code from} for a moment
   */
  record Stretch(Kind kind, Instant from, Instant to, String what) {}

  /** One line of the picture: what an item, or the lock of a stage, did. */
  record Row(StageName stage, String label, List<Stretch> stretches) {}

  /** What has begun and not ended. */
  private record Open(Kind kind, Instant from, String what) {}

  /** What a row is about. */
  private record Key(StageName stage, String label) {
    static Key of(ItemPath item) {
      return new Key(item.stage(), item.phase().text() + " " + item.item());
    }

    static Key lock(StageName stage, EnvironmentName environment) {
      return new Key(stage, "lock of " + environment);
    }
  }

  private final Map<Key, Row> rows = new LinkedHashMap<>();
  private final Map<StageName, Map<String, Open>> open = new HashMap<>();

  private Timeline() {}

  /** The rows in the order in which they began. */
  static List<Row> of(Iterable<JournalEntry> journal, Instant asOf) {
    Timeline timeline = new Timeline();
    journal.forEach(timeline::add);
    List.copyOf(timeline.open.keySet()).forEach(stage -> timeline.endAll(stage, asOf));
    return List.copyOf(timeline.rows.values());
  }

  private void add(JournalEntry entry) {
    RunEvent event = entry.event();
    Instant at = entry.at();
    if (event instanceof StepEvent step) {
      step(step, at);
    } else if (event instanceof StageEvent.GateDecided gate) {
      gate(Key.of(gate.gate()), gate.verdict(), at);
    } else if (event instanceof StageEvent.GateOverridden gate) {
      end(Key.of(gate.gate()), at);
    } else if (event instanceof StageEvent.LockRequested lock) {
      Key key = Key.lock(lock.stage(), lock.environment());
      begin(key, new Open(Kind.WAIT, at, "waits for the " + key.label()));
    } else if (event instanceof StageEvent.LockAcquired lock) {
      end(Key.lock(lock.stage(), lock.environment()), at);
    } else if (event instanceof StageEvent.StageEnded ended) {
      endAll(ended.stage(), at);
    }
  }

  private void step(StepEvent step, Instant at) {
    Key key = Key.of(step.step());
    if (step instanceof StepEvent.StepStarted started) {
      String tries = started.attempt() == 1 ? "" : ", attempt " + started.attempt();
      begin(key, new Open(Kind.WORK, at, "works" + tries));
    } else if (step instanceof StepEvent.StepRetryScheduled) {
      begin(key, new Open(Kind.WAIT, at, "waits for another try"));
    } else if (step instanceof StepEvent.StepHeld) {
      begin(key, new Open(Kind.WAIT, at, "waits for a person"));
    } else if (!(step instanceof StepEvent.StepSubmitted)) {
      end(key, at);
    }
  }

  private void gate(Key key, Verdict verdict, Instant at) {
    boolean waited = open.getOrDefault(key.stage(), Map.of()).containsKey(key.label());
    if (verdict.isPending() && !waited) {
      begin(key, new Open(Kind.WAIT, at, verdict.summary()));
    } else if (!verdict.isPending()) {
      end(key, at);
      if (!waited) {
        row(key).stretches().add(new Stretch(Kind.MOMENT, at, at, verdict.status().name()));
      }
    }
  }

  private Row row(Key key) {
    return rows.computeIfAbsent(key, k -> new Row(k.stage(), k.label(), new ArrayList<>()));
  }

  /** What the row did before ends where this begins. */
  private void begin(Key key, Open next) {
    end(key, next.from());
    var unused =
        open.computeIfAbsent(key.stage(), stage -> new LinkedHashMap<>()).put(key.label(), next);
  }

  private void end(Key key, Instant at) {
    Open was = open.getOrDefault(key.stage(), new LinkedHashMap<>()).remove(key.label());
    if (was != null) {
      row(key).stretches().add(new Stretch(was.kind(), was.from(), at, was.what()));
    }
  }

  private void endAll(StageName stage, Instant at) {
    Map<String, Open> all = open.remove(stage);
    if (all != null) {
      all.forEach(
          (label, was) ->
              row(new Key(stage, label))
                  .stretches()
                  .add(new Stretch(was.kind(), was.from(), at, was.what())));
    }
  }
}
