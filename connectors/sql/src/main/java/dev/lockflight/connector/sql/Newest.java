package dev.lockflight.connector.sql;

import dev.lockflight.Gate;
import dev.lockflight.InvalidDefinitionException;
import dev.lockflight.Verdict;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * The newest value of a timestamp column; {@link #within} says how old it may be and makes the
 * gate. Its age is counted by the warehouse's clock, read in the same query.
 *
 * <p>A timestamp without zone is read as UTC, as dbt does, unless {@link #in} says otherwise; a
 * date as its first moment there. A value more than five minutes in the future is ERRORED: most
 * likely its zone is another, and it would stay fresh for hours after the data stopped. Immutable
 * and thread-safe.
 */
public final class Newest {
  private final Warehouse warehouse;
  private final Identifier relation;
  private final Identifier column;
  private final ZoneId zone;
  private final Verdict.Status whenEmpty;

  private Newest(
      Warehouse warehouse,
      Identifier relation,
      Identifier column,
      ZoneId zone,
      Verdict.Status whenEmpty) {
    this.warehouse = warehouse;
    this.relation = relation;
    this.column = column;
    this.zone = zone;
    this.whenEmpty = whenEmpty;
  }

  static Newest of(Warehouse warehouse, Identifier relation, Identifier column) {
    return new Newest(warehouse, relation, column, ZoneOffset.UTC, Verdict.Status.ERRORED);
  }

  /** The zone that timestamps without one were written in. */
  public Newest in(ZoneId writtenIn) {
    return new Newest(warehouse, relation, column, writtenIn, whenEmpty);
  }

  /** What no rows, or only NULLs, mean: ERRORED unless this is said. */
  public Newest whenEmpty(Verdict.Status verdict) {
    return new Newest(warehouse, relation, column, zone, Decided.one(verdict));
  }

  /** Opens while it is at most so old. */
  public Gate within(Duration oldest) {
    if (oldest.isNegative() || oldest.isZero()) {
      throw new InvalidDefinitionException("oldest age must be positive: " + oldest);
    }
    String subject = column + " of " + relation + " in " + warehouse.environment();
    return new FreshnessGate(
        warehouse, new NewestQuestion(subject, relation, column, zone), oldest, whenEmpty);
  }
}
