package dev.lockflight.connector.sql;

import dev.lockflight.InvalidDefinitionException;
import dev.lockflight.Verdict;

/** Which verdicts an author may choose for a case: those a look at data can end with. */
final class Decided {
  private Decided() {}

  static Verdict.Status one(Verdict.Status chosen) {
    if (chosen == Verdict.Status.PENDING || chosen == Verdict.Status.OVERRIDDEN) {
      throw new InvalidDefinitionException(
          "a verdict on data must be PASSED, WARNED, FAILED, ERRORED or SKIPPED: " + chosen);
    }
    return chosen;
  }
}
