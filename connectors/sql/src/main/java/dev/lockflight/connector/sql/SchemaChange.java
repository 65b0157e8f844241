package dev.lockflight.connector.sql;

import dev.lockflight.Verdict;

/** How a column can differ from the one it is compared with. */
public enum SchemaChange {
  /** The baseline has it, the new relation has not: FAILED unless said otherwise. */
  REMOVED(Verdict.Status.FAILED),
  /** It has another type, length or precision: FAILED unless said otherwise. */
  RETYPED(Verdict.Status.FAILED),
  /** The baseline does not have it: WARNED unless said otherwise. */
  ADDED(Verdict.Status.WARNED);

  private final Verdict.Status usual;

  SchemaChange(Verdict.Status usual) {
    this.usual = usual;
  }

  Verdict.Status usual() {
    return usual;
  }
}
