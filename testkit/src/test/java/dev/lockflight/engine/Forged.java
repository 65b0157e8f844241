package dev.lockflight.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockflight.run.JournalEntry;
import dev.lockflight.run.RunEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * A journal that nobody wrote by the rules.
 *
 * @param entry what the first wrong entry says
 * @param reason why it is wrong
 */
record Forged(String name, UnaryOperator<List<JournalEntry>> forge, String entry, String reason) {
  @Override
  public String toString() {
    return name;
  }

  static List<JournalEntry> renumbered(List<JournalEntry> journal) {
    List<JournalEntry> all = new ArrayList<>();
    for (JournalEntry entry : journal) {
      all.add(new JournalEntry(entry.run(), all.size() + 1, entry.at(), entry.event()));
    }
    return all;
  }

  private static Predicate<RunEvent> said(String text) {
    return event -> event.describe().contains(text);
  }

  /** The journal without the first event of which this is said. */
  static Forged without(String text, String entry, String reason) {
    return new Forged(
        "without " + text,
        journal -> {
          List<JournalEntry> all = new ArrayList<>(journal);
          assertThat(all.remove(all.get(first(all, said(text))))).isTrue();
          return all;
        },
        entry,
        reason);
  }

  static Forged twice(String text, String reason) {
    return new Forged(
        "twice " + text,
        journal -> {
          List<JournalEntry> all = new ArrayList<>(journal);
          int at = first(all, said(text));
          all.add(at, all.get(at));
          return all;
        },
        text,
        reason);
  }

  static Forged instead(String text, UnaryOperator<RunEvent> other, String reason) {
    return new Forged(
        "another " + text,
        journal -> {
          List<JournalEntry> all = new ArrayList<>(journal);
          int at = first(all, said(text));
          JournalEntry entry = all.get(at);
          all.set(
              at,
              new JournalEntry(entry.run(), entry.seq(), entry.at(), other.apply(entry.event())));
          return all;
        },
        "",
        reason);
  }

  private static int first(List<JournalEntry> journal, Predicate<RunEvent> wanted) {
    for (int i = 0; i < journal.size(); i++) {
      if (wanted.test(journal.get(i).event())) {
        return i;
      }
    }
    throw new AssertionError("no such event in " + journal);
  }
}
