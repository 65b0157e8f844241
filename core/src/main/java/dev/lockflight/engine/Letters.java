package dev.lockflight.engine;

import dev.lockflight.Notice;
import dev.lockflight.Pipeline;
import dev.lockflight.RunId;
import dev.lockflight.notify.Notifications;
import dev.lockflight.notify.Occasion;
import dev.lockflight.notify.Wording;
import dev.lockflight.run.JournalEntry;
import dev.lockflight.run.NotificationEvent;
import dev.lockflight.run.NotificationEvent.NotificationFailed;
import dev.lockflight.run.Run;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The notifications of all runs that are decided and not over. Thread-safe. */
final class Letters {
  private static final Logger LOG = LoggerFactory.getLogger(Letters.class);

  private final List<Notifications> rules;
  private final Map<RunId, Map<Notice, Letter>> open = new HashMap<>();

  Letters(List<Notifications> rules) {
    this.rules = List.copyOf(rules);
  }

  boolean areNeverWritten() {
    return rules.isEmpty();
  }

  /** Notes what the entries make worth telling, and what they say is over. */
  synchronized List<Notice> note(Pipeline pipeline, Run run, List<JournalEntry> entries) {
    for (JournalEntry entry : entries) {
      if (entry.event() instanceof NotificationEvent told) {
        noteOutcome(run.id(), told);
      } else {
        all(pipeline, run, entry).forEach(this::put);
      }
    }
    return List.copyOf(open.getOrDefault(run.id(), Map.of()).keySet());
  }

  private void noteOutcome(RunId run, NotificationEvent told) {
    Map<Notice, Letter> all = open.get(run);
    boolean over = !(told instanceof NotificationFailed failed) || failed.nextAttempt().isEmpty();
    if (all != null && over) {
      all.remove(told.notice());
      if (all.isEmpty()) {
        open.remove(run);
      }
    }
  }

  /** Of several rules for one channel the first that covers the occasion has the word. */
  private List<Letter> all(Pipeline pipeline, Run run, JournalEntry entry) {
    Map<Notice, Letter> letters = new LinkedHashMap<>();
    for (Occasion occasion : Occasion.of(pipeline, run, entry)) {
      for (Notifications rule : rules) {
        if (rule.cover(occasion)) {
          Letter letter = letter(occasion, rule);
          letters.putIfAbsent(letter.notice(), letter);
        }
      }
    }
    return List.copyOf(letters.values());
  }

  private static Letter letter(Occasion occasion, Notifications rule) {
    try {
      return new Letter(occasion.notification(rule.wording()), rule, 0);
    } catch (RuntimeException e) {
      LOG.warn("the wording of {} failed; the usual words are sent instead", rule, e);
      return new Letter(occasion.notification(Wording.usual()), rule, 0);
    }
  }

  private void put(Letter letter) {
    open.computeIfAbsent(letter.run(), run -> new LinkedHashMap<>())
        .putIfAbsent(letter.notice(), letter);
  }

  /** What the entry, which is durable now, made worth telling. */
  synchronized List<Letter> of(JournalEntry entry) {
    return open.getOrDefault(entry.run(), Map.of()).values().stream()
        .filter(letter -> letter.notification().entry() == entry.seq())
        .toList();
  }

  /** Takes up those of an earlier engine, as the run's journal tells. */
  synchronized List<Letter> restore(
      Pipeline pipeline, Run run, List<JournalEntry> journal, List<Notice> wanted) {
    Map<Notice, Integer> tried = new HashMap<>();
    run.notifications().forEach(told -> tried.put(told.notice(), told.last().attempt()));
    List<Letter> restored = new ArrayList<>();
    for (JournalEntry entry : journal) {
      for (Letter letter : all(pipeline, run, entry)) {
        if (wanted.contains(letter.notice())) {
          restored.add(letter.after(tried.getOrDefault(letter.notice(), 0)));
        }
      }
    }
    restored.forEach(this::put);
    return restored;
  }

  synchronized void forget(RunId run) {
    open.remove(run);
  }
}
