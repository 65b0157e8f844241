package dev.lockflight.connector.sql;

import dev.lockflight.Call;
import dev.lockflight.Gate;
import dev.lockflight.InvalidDefinitionException;
import dev.lockflight.Percent;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * One figure of an environment's data: the single cell of the single row of a query. Anything else
 * (NULL, no row, several cells, text, NaN) makes the gates made of it ERRORED. Integers and
 * decimals are compared exactly. Immutable and thread-safe.
 */
public final class Metric {
  private final Warehouse warehouse;
  private final String name;
  private final Sql sql;

  Metric(Warehouse warehouse, String name, Sql sql) {
    if (name.isBlank()) {
      throw new InvalidDefinitionException("a metric must have a name");
    }
    this.warehouse = warehouse;
    this.name = name;
    this.sql = sql;
  }

  /** It may differ so much from its baseline, up or down; a difference of exactly that passes. */
  public Deviation within(Percent most) {
    return Deviation.unlimited(this).dropsAtMost(most).risesAtMost(most);
  }

  /** It may be so much below its baseline, and any amount above; exactly that much passes. */
  public Deviation dropsAtMost(Percent most) {
    return Deviation.unlimited(this).dropsAtMost(most);
  }

  /** It may be so much above its baseline, and any amount below; exactly that much passes. */
  public Deviation risesAtMost(Percent most) {
    return Deviation.unlimited(this).risesAtMost(most);
  }

  /** Opens while it lies in the range, whose ends belong to it. */
  public Gate isBetween(Number low, Number high) {
    return new RangeGate(
        this, new Bounds(Figures.declared("low", low), Figures.declared("high", high)));
  }

  public Gate isAtLeast(Number low) {
    return new RangeGate(this, new Bounds(Figures.declared("low", low), null));
  }

  public Gate isAtMost(Number high) {
    return new RangeGate(this, new Bounds(null, Figures.declared("high", high)));
  }

  public Gate isNonNegative() {
    return isAtLeast(0);
  }

  /** Reads it now, as the baseline of a later comparison: {@code .of(BEFORE)}. */
  public Call<Measurement> measure() {
    return new Measure(this);
  }

  Answer<BigDecimal> ask() throws InterruptedException {
    return warehouse.ask(new Question<>(toString(), sql, 2, (rows, dialect) -> onlyCell(rows)));
  }

  Metric in(Warehouse other) {
    return new Metric(other, name, sql);
  }

  Warehouse warehouse() {
    return warehouse;
  }

  String name() {
    return name;
  }

  private static BigDecimal onlyCell(ResultSet rows) throws SQLException {
    int columns = rows.getMetaData().getColumnCount();
    if (columns != 1) {
      throw new CouldNotTellException(
          "is not one figure: the query returns " + columns + " columns");
    }
    if (!rows.next()) {
      throw new CouldNotTellException("is not there: the query returns no row");
    }
    BigDecimal figure = Figures.exact(rows.getObject(1));
    if (rows.next()) {
      throw new CouldNotTellException("is not one figure: the query returns several rows");
    }
    return figure;
  }

  @Override
  public String toString() {
    return name + " in " + warehouse.environment();
  }
}
