package dev.lockflight.testkit.explore;

import java.util.Optional;

/** What an exploration found. */
public final class Explored {
  /**
   * How much was walked.
   *
   * @param states that are different in something that can matter
   * @param transitions from one to another
   * @param depth the length of the longest of the shortest ways
   */
  public record Size(int states, int transitions, int depth) {}

  private final Scope scope;
  private final int invariants;
  private final Size size;
  private final boolean cut;
  private final Optional<Violation> violation;

  Explored(Scope scope, int invariants, Size size, boolean cut, Optional<Violation> violation) {
    this.scope = scope;
    this.invariants = invariants;
    this.size = size;
    this.cut = cut;
    this.violation = violation;
  }

  public Size size() {
    return size;
  }

  /** Whether every way was walked, and not only those up to the bound. */
  public boolean isComplete() {
    return !cut && violation.isEmpty();
  }

  public Optional<Violation> violation() {
    return violation;
  }

  @Override
  public String toString() {
    return "explored "
        + scope.pipeline().name()
        + " with "
        + scope.disturbances()
        + ": "
        + size.states()
        + " states, "
        + size.transitions()
        + " transitions, "
        + invariants
        + " invariants, "
        + (cut ? "cut by the bound" : isComplete() ? "complete" : "stopped at a violation")
        + violation.map(found -> "\n" + found).orElse("");
  }
}
