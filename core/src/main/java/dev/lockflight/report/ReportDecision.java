package dev.lockflight.report;

import dev.lockflight.Decision;
import dev.lockflight.Principal;
import dev.lockflight.run.JournalEntry;
import dev.lockflight.run.RunEvent;
import dev.lockflight.run.StageEvent;
import dev.lockflight.run.StepEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What somebody decided about a run.
 *
 * @param on the run, or stage and gate or step
 * @param digest of what was shown; empty where nothing was
 */
record ReportDecision(Instant at, Who who, String what, String on, String why, String digest) {
  /** A login, and who vouches for it. */
  record Who(String name, String vouchedBy) {
    static Who of(Principal principal) {
      return new Who(principal.name(), principal.vouchedBy());
    }
  }

  static List<ReportDecision> of(Iterable<JournalEntry> journal) {
    List<ReportDecision> all = new ArrayList<>();
    for (JournalEntry entry : journal) {
      aboutStage(entry).or(() -> aboutRun(entry)).ifPresent(all::add);
    }
    return all;
  }

  private static Optional<ReportDecision> aboutStage(JournalEntry entry) {
    if (entry.event() instanceof StageEvent.Decided decided) {
      Decision made = decided.decision();
      return Optional.of(
          new ReportDecision(
              made.at(),
              Who.of(made.by()),
              made.answer().name(),
              decided.stage() + " " + made.gate(),
              made.comment(),
              made.seen().value()));
    }
    if (entry.event() instanceof StageEvent.GateOverridden over) {
      Who who = Who.of(over.by());
      String on = over.gate().toString();
      return Optional.of(new ReportDecision(entry.at(), who, "OVERRIDE", on, over.reason(), ""));
    }
    if (entry.event() instanceof StageEvent.ApprovalVoided voided) {
      Who who = Who.of(Principal.ENGINE);
      String on = voided.stage() + " " + voided.approval();
      return Optional.of(new ReportDecision(entry.at(), who, "VOID", on, voided.reason(), ""));
    }
    if (entry.event() instanceof StepEvent.StepResolved resolved) {
      return Optional.of(
          new ReportDecision(
              entry.at(),
              Who.of(resolved.by()),
              resolved.resolution().name(),
              resolved.step().toString(),
              resolved.reason(),
              ""));
    }
    return Optional.empty();
  }

  private static Optional<ReportDecision> aboutRun(JournalEntry entry) {
    if (entry.event() instanceof RunEvent.AbortRequested abort) {
      Who who = Who.of(abort.by());
      return Optional.of(
          new ReportDecision(entry.at(), who, "ABORT", "the run", abort.reason(), ""));
    }
    if (entry.event() instanceof RunEvent.Resumed resumed) {
      return Optional.of(
          new ReportDecision(
              entry.at(),
              Who.of(resumed.by()),
              "RESUME",
              "the run",
              resumed.reason(),
              resumed.structure().value()));
    }
    return Optional.empty();
  }
}
