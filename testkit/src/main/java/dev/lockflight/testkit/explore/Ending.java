package dev.lockflight.testkit.explore;

import dev.lockflight.FailureClass;
import dev.lockflight.Verdict;
import org.jspecify.annotations.Nullable;

/** How a step or gate ends on the way that is being explored. */
enum Ending {
  SUCCEEDS("succeeds", null, null),
  FAILS("fails", FailureClass.FATAL, null),
  FAILS_FOR_NOW("fails for now", FailureClass.TRANSIENT, null),
  PASSES("passes", null, Verdict.passed("passes")),
  REFUSES("fails", null, Verdict.failed("fails")),
  CANNOT_TELL("cannot tell", null, Verdict.errored("cannot tell"));

  private final String text;
  private final @Nullable FailureClass failure;
  private final @Nullable Verdict verdict;

  Ending(String text, @Nullable FailureClass failure, @Nullable Verdict verdict) {
    this.text = text;
    this.failure = failure;
    this.verdict = verdict;
  }

  String text() {
    return text;
  }

  @Nullable FailureClass failure() {
    return failure;
  }

  Verdict verdict() {
    return verdict == null ? Verdict.errored("not a gate") : verdict;
  }
}
