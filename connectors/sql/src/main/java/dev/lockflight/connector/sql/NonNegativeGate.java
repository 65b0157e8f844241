package dev.lockflight.connector.sql;

import dev.lockflight.Evidence;
import dev.lockflight.GateContext;
import dev.lockflight.Verdict;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Opens while the smallest value of a column is zero or more. */
record NonNegativeGate(Warehouse warehouse, String subject, Sql sql) implements DataGate {
  private record Seen(long rows, long negative, BigDecimal smallest) {}

  static NonNegativeGate of(Warehouse warehouse, Identifier relation, Identifier column) {
    Sql sql =
        Sql.of(
            dialect -> {
              String name = dialect.quote(column);
              return "select count(*), count(case when "
                  + name
                  + " < 0 then 1 end), min("
                  + name
                  + ") from "
                  + dialect.quote(relation);
            });
    return new NonNegativeGate(warehouse, column + " of " + relation, sql);
  }

  @Override
  public String demand() {
    return subject + " in " + warehouse.environment() + " is not negative";
  }

  @Override
  public Verdict judge(GateContext context) throws InterruptedException {
    Answer<Seen> answer =
        warehouse.ask(
            new Question<>(
                subject + " in " + warehouse.environment(), sql, 2, (rows, dialect) -> seen(rows)));
    Seen seen = answer.value();
    String summary =
        subject
            + ": smallest is "
            + Figures.show(seen.smallest())
            + ", "
            + seen.negative()
            + " of "
            + seen.rows()
            + " rows are negative";
    Evidence evidence =
        Evidence.of(
            "smallest " + subject, Figures.show(seen.smallest()), "at least 0", answer.source());
    return seen.smallest().signum() < 0
        ? Verdict.failed(summary, evidence)
        : Verdict.passed(summary, evidence);
  }

  private static Seen seen(ResultSet rows) throws SQLException {
    boolean unused = rows.next();
    long all = rows.getLong(1);
    if (all == 0) {
      throw new CouldNotTellException("has no values: the relation has no rows");
    }
    Object smallest = rows.getObject(3);
    if (smallest == null) {
      throw new CouldNotTellException("has no values: all " + all + " are NULL");
    }
    return new Seen(all, rows.getLong(2), Figures.exact(smallest));
  }
}
