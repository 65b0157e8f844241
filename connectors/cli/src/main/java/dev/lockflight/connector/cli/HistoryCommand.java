package dev.lockflight.connector.cli;

import dev.lockflight.Decision;
import dev.lockflight.run.JournalEntry;
import dev.lockflight.run.StageEvent;
import dev.lockflight.store.RunStore;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "history",
    description = "Show all that happened in a run, and who decided what, when and why.",
    footer = {"%nExamples:", "  history", "  history --run 20261120-145628-k3x9qa --decisions"})
final class HistoryCommand implements Callable<Integer> {
  /** One thing that happened. */
  record Line(long seq, Instant at, @Nullable String stage, String what) {
    static Line of(JournalEntry entry) {
      String stage = entry.event() instanceof StageEvent of ? of.stage().value() : null;
      return new Line(
          entry.seq(), entry.at().truncatedTo(ChronoUnit.SECONDS), stage, entry.event().describe());
    }

    String text() {
      return "%4d  %s  %s%s".formatted(seq, at, stage == null ? "" : stage + ": ", what);
    }
  }

  /** What one person decided. */
  record DecisionLine(
      String stage, String approval, String by, String answer, Instant at, String why) {
    static DecisionLine of(StageEvent.Decided decided) {
      Decision decision = decided.decision();
      return new DecisionLine(
          decided.stage().value(),
          decision.gate().value(),
          decision.by().toString(),
          decision.answer().name(),
          decision.at().truncatedTo(ChronoUnit.SECONDS),
          decision.comment());
    }

    String text() {
      String reason = why.isBlank() ? "" : ": " + why;
      return "  %s  %s %s %s in %s%s".formatted(at, by, answer, approval, stage, reason);
    }
  }

  /** All of it. */
  record History(String run, List<DecisionLine> decisions, List<Line> journal) {}

  private final Tool tool;
  @Mixin CommonOptions common = new CommonOptions();
  @Mixin RunOption run = new RunOption();

  @Option(names = "--decisions", description = "Only who decided what.")
  boolean onlyDecisions;

  HistoryCommand(Tool tool) {
    this.tool = tool;
  }

  @Override
  public Integer call() {
    Session session = Session.of(tool, common);
    try (RunStore store = session.store().openToLook(session.printer())) {
      FindRun.Found found = new FindRun(tool, store).any(run.id);
      List<DecisionLine> decisions = new ArrayList<>();
      for (JournalEntry entry : found.journal()) {
        if (entry.event() instanceof StageEvent.Decided decided) {
          decisions.add(DecisionLine.of(decided));
        }
      }
      List<Line> journal =
          onlyDecisions ? List.of() : found.journal().stream().map(Line::of).toList();
      History history = new History(found.run().id().value(), decisions, journal);
      session.printer().show(history, text(history));
      return ExitCode.SUCCEEDED.number();
    }
  }

  private static String text(History history) {
    String decisions =
        history.decisions().isEmpty()
            ? "  none"
            : history.decisions().stream()
                .map(DecisionLine::text)
                .collect(Collectors.joining("\n"));
    String journal = history.journal().stream().map(Line::text).collect(Collectors.joining("\n"));
    return "run "
        + history.run()
        + (journal.isEmpty() ? "" : "\n" + journal)
        + "\ndecisions:\n"
        + decisions;
  }
}
