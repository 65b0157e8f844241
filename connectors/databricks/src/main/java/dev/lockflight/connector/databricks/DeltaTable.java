package dev.lockflight.connector.databricks;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One table, as SQL tells of it. For one thread. */
record DeltaTable(Connection connection, TableName name) {
  /**
   * What kind of relation it is, in capitals: {@code MANAGED}, {@code VIEW}, ...
   *
   * @param provider {@code DELTA}, {@code PARQUET}, ...
   */
  record Kind(String type, String provider) {}

  @FunctionalInterface
  private interface Reader<T> {
    T read(ResultSet rows) throws SQLException;
  }

  /** Empty when there is no such relation. */
  Optional<Kind> kind() throws SQLException {
    try {
      Map<String, String> facts = query("DESCRIBE TABLE EXTENDED " + name.quoted(), this::facts);
      return Optional.of(
          new Kind(facts.getOrDefault("type", ""), facts.getOrDefault("provider", "")));
    } catch (SQLException e) {
      if (isMissing(e)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Behind the columns, which may have any name. */
  private Map<String, String> facts(ResultSet rows) throws SQLException {
    Map<String, String> facts = new TreeMap<>();
    boolean behindColumns = false;
    while (rows.next()) {
      String label = String.valueOf(rows.getString(1)).strip();
      behindColumns = behindColumns || label.startsWith("# Detailed");
      if (behindColumns) {
        facts.put(label.toLowerCase(Locale.ROOT), upper(rows.getString(2)));
      }
    }
    return facts;
  }

  private static String upper(String value) {
    return String.valueOf(value).strip().toUpperCase(Locale.ROOT);
  }

  /** Its id, which is another after it was dropped and made anew. */
  String id() throws SQLException {
    return query(
        "DESCRIBE DETAIL " + name.quoted(),
        rows -> rows.next() ? String.valueOf(rows.getString("id")) : "");
  }

  /** The newest commits, newest first. */
  List<DeltaCommit> history(long newest) throws SQLException {
    return query("DESCRIBE HISTORY " + name.quoted() + " LIMIT " + newest, DeltaTable::commits);
  }

  private static List<DeltaCommit> commits(ResultSet rows) throws SQLException {
    List<DeltaCommit> commits = new ArrayList<>();
    while (rows.next()) {
      Instant at = rows.getTimestamp("timestamp").toInstant();
      commits.add(
          new DeltaCommit(
              rows.getLong("version"),
              at,
              upper(rows.getString("operation")),
              String.valueOf(rows.getString("operationParameters"))));
    }
    return commits;
  }

  void restore(long version) throws SQLException {
    run("RESTORE TABLE " + name.quoted() + " TO VERSION AS OF " + version);
  }

  void drop(Kind kind) throws SQLException {
    String what = kind.type().contains("VIEW") ? "VIEW" : "TABLE";
    run("DROP " + what + " IF EXISTS " + name.quoted());
  }

  private void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      boolean unused = statement.execute(sql);
    }
  }

  private <T> T query(String sql, Reader<T> reader) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return reader.read(rows);
    }
  }

  /** The state is not always told apart from the message. */
  static boolean isMissing(SQLException e) {
    String message = String.valueOf(e.getMessage());
    return "42P01".equals(e.getSQLState())
        || message.contains("TABLE_OR_VIEW_NOT_FOUND")
        || message.contains("SQLSTATE: 42P01");
  }
}
