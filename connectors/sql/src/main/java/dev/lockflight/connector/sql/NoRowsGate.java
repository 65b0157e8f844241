package dev.lockflight.connector.sql;

import dev.lockflight.Evidence;
import dev.lockflight.GateContext;
import dev.lockflight.Verdict;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Opens while a query finds nothing. */
record NoRowsGate(Warehouse warehouse, String demand, Sql sql, boolean showsRows)
    implements DataGate {
  private static final int ROWS_SHOWN = 5;
  private static final int COLUMNS_SHOWN = 12;
  private static final int LONGEST_CELL = 80;

  @Override
  public Verdict judge(GateContext context) throws InterruptedException {
    Answer<List<String>> answer =
        warehouse.ask(
            new Question<>(demand, sql, ROWS_SHOWN + 1, (rows, dialect) -> offending(rows)));
    List<String> found = answer.value();
    if (found.isEmpty()) {
      return Verdict.passed(demand, Evidence.of("rows found", 0, 0, answer.source()));
    }
    String count = found.size() > ROWS_SHOWN ? "more than " + ROWS_SHOWN : "" + found.size();
    List<Evidence> evidence = new ArrayList<>();
    evidence.add(Evidence.of("rows found", count, 0, answer.source()));
    for (int i = 0; showsRows && i < Math.min(found.size(), ROWS_SHOWN); i++) {
      evidence.add(Evidence.of("row " + (i + 1), found.get(i), "not there", "same query"));
    }
    String summary = demand + ": found " + count + (showsRows ? ", first: " + found.get(0) : "");
    return Verdict.of(Verdict.Status.FAILED, summary, evidence);
  }

  private static List<String> offending(ResultSet rows) throws SQLException {
    List<String> found = new ArrayList<>();
    while (rows.next() && found.size() <= ROWS_SHOWN) {
      found.add(row(rows));
    }
    return found;
  }

  private static String row(ResultSet rows) throws SQLException {
    ResultSetMetaData columns = rows.getMetaData();
    StringBuilder text = new StringBuilder();
    for (int i = 1; i <= Math.min(columns.getColumnCount(), COLUMNS_SHOWN); i++) {
      String separator = text.isEmpty() ? "" : ", ";
      text.append(separator).append(columns.getColumnLabel(i)).append('=').append(cell(rows, i));
    }
    return columns.getColumnCount() > COLUMNS_SHOWN ? text + ", …" : text.toString();
  }

  private static String cell(ResultSet rows, int column) throws SQLException {
    String text = String.valueOf(rows.getString(column));
    int end =
        text.offsetByCodePoints(0, Math.min(LONGEST_CELL, text.codePointCount(0, text.length())));
    return end < text.length() ? text.substring(0, end) + "…" : text;
  }
}
