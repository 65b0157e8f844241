package dev.lockflight.testkit.explore;

import dev.lockflight.FailureClass;
import dev.lockflight.Verdict;
import org.jspecify.annotations.Nullable;

/** How a step or gate ends on the way that is being explored. */
enum Ending {
  SUCCEEDS("succeeds", null),
  FAILS("fails", FailureClass.FATAL),
  FAILS_FOR_NOW("fails for now", FailureClass.TRANSIENT),
  PASSES("passes", null),
  REFUSES("fails", null),
  CANNOT_TELL("cannot tell", null);

  private final String text;
  private final @Nullable FailureClass failure;

  Ending(String text, @Nullable FailureClass failure) {
    this.text = text;
    this.failure = failure;
  }

  String text() {
    return text;
  }

  @Nullable FailureClass failure() {
    return failure;
  }

  /** What a gate answers that ends so. */
  Verdict verdict() {
    return switch (this) {
      case PASSES, SUCCEEDS -> Verdict.passed(text);
      case REFUSES -> Verdict.failed(text);
      case FAILS, FAILS_FOR_NOW, CANNOT_TELL -> Verdict.errored(text);
    };
  }
}
