package dev.lockflight.testkit.assertion;

import dev.lockflight.ItemPath;
import dev.lockflight.run.JournalEntry;
import dev.lockflight.run.Resolution;
import dev.lockflight.run.RunEvent;
import dev.lockflight.run.StageEvent;
import dev.lockflight.run.StepEvent;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

/** When stages and steps began and ended, by the numbers of the journal. */
final class Sequence {
  private final RunRecord record;
  private final Items items;

  Sequence(RunRecord record) {
    this.record = record;
    this.items = new Items(record.pipeline());
  }

  /** What is not in this order, in words; empty when everything is. */
  Optional<String> disorder(List<String> names) {
    for (int i = 1; i < names.size(); i++) {
      String earlier = names.get(i - 1);
      String later = names.get(i);
      OptionalLong ended = last(ends(earlier));
      OptionalLong began = first(begins(later));
      if (ended.isEmpty()) {
        return Optional.of(earlier + " has not ended");
      }
      if (began.isEmpty()) {
        return Optional.of(later + " never began");
      }
      if (began.getAsLong() < ended.getAsLong()) {
        return Optional.of(
            String.format(
                "%s began (entry %d) before %s had ended (entry %d)",
                later, began.getAsLong(), earlier, ended.getAsLong()));
      }
    }
    return names.size() == 1 && first(begins(names.get(0))).isEmpty()
        ? Optional.of(names.get(0) + " never began")
        : Optional.empty();
  }

  private OptionalLong first(Predicate<RunEvent> wanted) {
    return record.journal().stream()
        .filter(entry -> wanted.test(entry.event()))
        .mapToLong(JournalEntry::seq)
        .min();
  }

  private OptionalLong last(Predicate<RunEvent> wanted) {
    return record.journal().stream()
        .filter(entry -> wanted.test(entry.event()))
        .mapToLong(JournalEntry::seq)
        .max();
  }

  private Predicate<RunEvent> begins(String name) {
    if (items.isStage(name)) {
      return event ->
          event instanceof StageEvent.StageBegun begun && begun.stage().value().equals(name);
    }
    ItemPath path = items.step(name);
    return event -> event instanceof StepEvent.StepStarted step && step.step().equals(path);
  }

  private Predicate<RunEvent> ends(String name) {
    if (items.isStage(name)) {
      return event ->
          event instanceof StageEvent.StageEnded ended && ended.stage().value().equals(name);
    }
    ItemPath path = items.step(name);
    return event -> event instanceof StepEvent step && step.step().equals(path) && isEnd(step);
  }

  private static boolean isEnd(StepEvent event) {
    return event instanceof StepEvent.StepSucceeded
        || event instanceof StepEvent.StepFailed
        || (event instanceof StepEvent.StepResolved resolved
            && resolved.resolution() != Resolution.RETRY);
  }
}
