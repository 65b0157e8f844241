package dev.lockflight.report;

import dev.lockflight.Evidence;
import dev.lockflight.run.ItemKey;
import java.time.Instant;
import java.util.List;

/**
 * A step or gate of a stage, as reports show it.
 *
 * @param demand what it does or demands, from the pipeline
 * @param mayFail whether the stage goes on when it fails
 */
record ReportItem(ItemKey key, Kind kind, String demand, boolean mayFail, State state) {
  /** What it is. */
  enum Kind {
    STEP,
    GATE
  }

  /**
   * How it stands.
   *
   * @param status the word of the journal, PENDING or NOT_REACHED
   * @param attempt 0 for gates and for steps that have not started
   */
  record State(
      Mark mark, String status, String message, int attempt, Span span, List<Evidence> evidence) {
    static final State PENDING = new State(Mark.PENDING, "PENDING", "", 0, Span.NONE, List.of());
    static final State NOT_REACHED =
        new State(Mark.SKIPPED, "NOT_REACHED", "", 0, Span.NONE, List.of());
  }

  /** Its mark: a failure that was allowed is a warning. */
  Mark mark() {
    return mayFail && state.mark() == Mark.FAILED ? Mark.WARNED : state.mark();
  }

  /** How long it took; nothing for a gate that answered at once. */
  String time(Instant now) {
    return state
        .span()
        .until(now)
        .filter(time -> kind == Kind.STEP || !time.isZero())
        .map(Elapsed::text)
        .orElse("");
  }

  boolean hasHappened() {
    return !state.equals(State.PENDING) && !state.equals(State.NOT_REACHED);
  }

  /** Its phase and name. */
  String title() {
    return key.phase().text() + " " + key.item();
  }

  /** Status and message, where the mark alone does not say it all. */
  String remark() {
    String message = state.message();
    String tries = state.attempt() > 1 ? "attempt " + state.attempt() : "";
    String why = mark() == Mark.SUCCEEDED && kind == Kind.STEP ? "" : message;
    String status = mark() == Mark.SUCCEEDED || !hasHappened() ? "" : state.status();
    return joined(joined(status, tries, ", "), why, ": ");
  }

  private static String joined(String first, String second, String between) {
    return first.isBlank() || second.isBlank() ? first + second : first + between + second;
  }
}
