package dev.lockflight.report;

import dev.lockflight.Verdict;
import dev.lockflight.run.RunStatus;
import dev.lockflight.run.StepRun;
import java.util.Locale;

/**
 * How a run, stage, step or gate stands, at a glance; what asks for more attention stands later.
 */
enum Mark {
  PENDING("·", ".", 2),
  SKIPPED("–", "-", 2),
  SUPERSEDED("–", "-", 2),
  SUCCEEDED("✓", "+", 32),
  OVERRIDDEN("»", "o", 33),
  WARNED("!", "!", 33),
  RUNNING("▶", ">", 36),
  WAITING("◔", "~", 35),
  ABORTED("■", "#", 31),
  EXPIRED("✗", "x", 31),
  REJECTED("✗", "x", 31),
  ERRORED("?", "?", 31),
  FAILED("✗", "x", 31);

  private final String symbol;
  private final String plain;
  private final int colour;

  Mark(String symbol, String plain, int colour) {
    this.symbol = symbol;
    this.plain = plain;
    this.colour = colour;
  }

  String symbol() {
    return symbol;
  }

  /** The same in ASCII. */
  String plain() {
    return plain;
  }

  /** The parameter of the terminal sequence that colours it. */
  int colour() {
    return colour;
  }

  boolean isBad() {
    return compareTo(WAITING) > 0;
  }

  /** Its name in lower case, for classes of a diagram. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Mark of(RunStatus status) {
    return valueOf(status.name());
  }

  static Mark of(Verdict verdict) {
    return switch (verdict.status()) {
      case PASSED -> SUCCEEDED;
      case WARNED -> WARNED;
      case ERRORED -> ERRORED;
      case PENDING -> WAITING;
      case SKIPPED -> SKIPPED;
      case OVERRIDDEN -> OVERRIDDEN;
      case FAILED ->
          switch (verdict.refusal()) {
            case NONE -> FAILED;
            case REJECTED -> REJECTED;
            case EXPIRED -> EXPIRED;
          };
    };
  }

  static Mark of(StepRun.State state) {
    return switch (state) {
      case NEW -> PENDING;
      case STARTED, SUBMITTED -> RUNNING;
      case SUCCEEDED -> SUCCEEDED;
      case FAILED -> FAILED;
      case RETRYING, HELD -> WAITING;
      case SKIPPED -> SKIPPED;
    };
  }
}
