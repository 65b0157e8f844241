package dev.lockflight.report;

import dev.lockflight.GateContext.Evaluation;
import dev.lockflight.ItemPath;
import dev.lockflight.Phase;
import dev.lockflight.Verdict;
import dev.lockflight.run.GateRun;
import dev.lockflight.run.ItemKey;
import dev.lockflight.run.JournalEntry;
import dev.lockflight.run.Run;
import dev.lockflight.run.RunEvent;
import dev.lockflight.run.StageEvent;
import dev.lockflight.run.StepEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** One event as one line. */
final class PlainLine {
  /** Moments to the second are enough for people. */
  private static final Pattern FRACTION = Pattern.compile("(T\\d\\d:\\d\\d:\\d\\d)\\.\\d+Z");

  private PlainLine() {}

  /** The line, or nothing when other lines say it. */
  static Optional<String> of(JournalEntry entry, Run run) {
    RunEvent event = entry.event();
    if (event instanceof StageEvent.GateDecided decided && repeats(decided, run)) {
      return Optional.empty();
    }
    if (event instanceof StageEvent.PhaseEntered entered && entered.phase() != Phase.ROLLBACK) {
      return Optional.empty();
    }
    String what = FRACTION.matcher(event.describe()).replaceAll("$1Z");
    return Optional.of(where(event) + what + took(entry, run));
  }

  /** What a gate that does not open, or a failed step, has seen. */
  static List<String> evidence(JournalEntry entry) {
    if (entry.event() instanceof StageEvent.GateDecided decided
        && !decided.verdict().opens()
        && !decided.verdict().isPending()) {
      return decided.verdict().evidence().stream().map(Words::evidence).toList();
    }
    if (entry.event() instanceof StepEvent.StepFailed failed) {
      return failed.evidence().stream().map(Words::evidence).toList();
    }
    return List.of();
  }

  static String title(ItemPath item) {
    return item.stage() + " " + item.phase().text() + ": " + item.item();
  }

  static String where(RunEvent event) {
    if (event instanceof StepEvent step) {
      return step.stage() + " " + step.step().phase().text() + ": ";
    }
    if (event instanceof StageEvent.GateDecided decided) {
      return decided.stage() + " " + decided.gate().phase().text() + ": ";
    }
    return event instanceof StageEvent stage ? stage.stage() + " " : "";
  }

  private static boolean repeats(StageEvent.GateDecided decided, Run run) {
    List<Evaluation> all =
        run.stage(decided.stage())
            .gate(ItemKey.of(decided.gate()))
            .map(GateRun::evaluations)
            .orElse(List.of());
    if (all.size() < 2 || !decided.verdict().isPending()) {
      return false;
    }
    Verdict before = all.get(all.size() - 2).verdict();
    return before.isPending() && before.summary().equals(decided.verdict().summary());
  }

  private static String took(JournalEntry entry, Run run) {
    Optional<Instant> begin = Optional.empty();
    if (entry.event() instanceof StepEvent.StepSucceeded
        || entry.event() instanceof StepEvent.StepFailed) {
      StepEvent event = (StepEvent) entry.event();
      begin =
          run.stage(event.stage()).step(ItemKey.of(event.step())).flatMap(step -> step.startedAt());
    } else if (entry.event() instanceof StageEvent.StageEnded ended) {
      begin = run.stage(ended.stage()).begunAt();
    } else if (entry.event() instanceof RunEvent.Ended) {
      begin = Optional.of(run.createdAt());
    }
    return begin
        .map(from -> " (" + Elapsed.text(Duration.between(from, entry.at())) + ")")
        .orElse("");
  }
}
