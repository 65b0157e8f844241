package dev.lockflight.report;

import dev.lockflight.Evidence;
import java.util.ArrayList;
import java.util.List;

/** A stage as a test suite. */
record JUnitSuite(ReportStage stage, List<Case> cases) {
  /** How JUnit calls it. */
  enum Result {
    PASSED,
    FAILURE,
    ERROR,
    SKIPPED
  }

  /** A step, a gate, or the stage itself where nothing in it says how it ended. */
  record Case(
      String name,
      Span span,
      Result result,
      String type,
      String message,
      List<Evidence> evidence) {}

  static JUnitSuite of(ReportStage stage) {
    List<Case> cases = new ArrayList<>();
    for (ReportItem item : stage.items()) {
      cases.add(of(item, stage));
    }
    if (stage.isUnexplained() || (cases.isEmpty() && !stage.gathersCells())) {
      String reason = stage.run().reason().isBlank() ? stage.mark().name() : stage.run().reason();
      cases.add(
          new Case(
              "stage",
              stage.span(),
              result(stage.mark()),
              stage.run().status().name(),
              reason,
              List.of()));
    }
    return new JUnitSuite(stage, cases);
  }

  private static Case of(ReportItem item, ReportStage stage) {
    ReportItem.State state = item.state();
    Result result = result(state.mark());
    if (item.mayFail() && (result == Result.FAILURE || result == Result.ERROR)) {
      String message = "may fail, and did: " + state.status() + ": " + state.message();
      return new Case(
          item.title(), state.span(), Result.SKIPPED, state.status(), message, List.of());
    }
    String why = item.hasHappened() ? state.message() : stage.run().reason();
    String told =
        result == Result.SKIPPED
            ? Words.joined(": ", state.status(), why)
            : why.isBlank() ? state.status() : why;
    return new Case(
        item.title(), state.span(), result, state.mark().name(), told, state.evidence());
  }

  private static Result result(Mark mark) {
    return switch (mark) {
      case SUCCEEDED, OVERRIDDEN, WARNED -> Result.PASSED;
      case FAILED, REJECTED, EXPIRED -> Result.FAILURE;
      case ERRORED, ABORTED -> Result.ERROR;
      case PENDING, RUNNING, WAITING, SKIPPED, SUPERSEDED -> Result.SKIPPED;
    };
  }

  long count(Result result) {
    return cases.stream().filter(each -> each.result() == result).count();
  }
}
