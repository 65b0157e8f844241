package dev.lockflight.testkit.databricks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Answers what Delta would be asked, from copies of tables; all else goes on. For one thread. */
final class CopiedHistory implements SqlEngine {
  static final String CATALOG = "delta history";
  private static final String COMMITS = "\"" + CATALOG + "\".main.commits";
  private static final Pattern ASKED =
      Pattern.compile(
          "(?is)\\s*(DESCRIBE TABLE EXTENDED|DESCRIBE DETAIL|DESCRIBE HISTORY|RESTORE TABLE)\\s+"
              + "(?<table>\\S+)"
              + "(?:\\s+LIMIT\\s+(?<limit>\\d+)|\\s+TO\\s+VERSION\\s+AS\\s+OF\\s+(?<version>\\d+))?\\s*;?\\s*");

  private final Connection connection;
  private final SqlEngine engine;
  private final InstantSource clock;

  CopiedHistory(Connection connection, SqlEngine engine, InstantSource clock) {
    this.connection = connection;
    this.engine = engine;
    this.clock = clock;
  }

  @Override
  public SqlAnswer execute(SqlQuestion question) throws SQLException {
    Matcher asked = ASKED.matcher(question.statement());
    if (!asked.matches()) {
      return engine.execute(question);
    }
    HistoryName table = HistoryName.of(asked.group("table"), question);
    String type = type(table);
    return switch (asked.group(1).toUpperCase(java.util.Locale.ROOT)) {
      case "DESCRIBE TABLE EXTENDED" -> described(type);
      case "DESCRIBE DETAIL" ->
          SqlAnswer.row(List.of("format", "id", "name"), List.of("delta", id(table), table.text()));
      case "DESCRIBE HISTORY" -> {
        refuseView(type, table);
        notice(table);
        yield history(table, Optional.ofNullable(asked.group("limit")));
      }
      default -> {
        refuseView(type, table);
        yield restore(table, Long.parseLong(String.valueOf(asked.group("version"))));
      }
    };
  }

  @Override
  public void cancel(SqlQuestion question) {
    engine.cancel(question);
  }

  private static void refuseView(String type, HistoryName table) throws SQLException {
    if (type.equals("VIEW")) {
      throw new SQLException(
          "[EXPECT_TABLE_NOT_VIEW.NO_ALTERNATIVE] '" + table.text() + "' is a view", "42809");
    }
  }

  /** DuckDB forgets who a table was when it is replaced, as dbt does; here it stays the same. */
  private static String id(HistoryName table) {
    return "id-of-" + table.text();
  }

  private String type(HistoryName table) throws SQLException {
    String sql =
        "select table_type from information_schema.tables where lower(table_catalog) = lower(?)"
            + " and lower(table_schema) = lower(?) and lower(table_name) = lower(?)";
    return one(sql, table.catalog(), table.schema(), table.name())
        .orElseThrow(() -> new SQLException("Table " + table.text() + " does not exist!"))
        .replace("BASE TABLE", "MANAGED");
  }

  private static SqlAnswer described(String type) {
    return new SqlAnswer(
        List.of("col_name", "data_type", "comment").stream()
            .map(name -> new SqlAnswer.Column(name, "STRING"))
            .toList(),
        List.of(
            row("# Detailed Table Information", ""),
            row("Type", type),
            row("Provider", type.equals("VIEW") ? "" : "delta")));
  }

  private static List<Optional<String>> row(String name, String value) {
    return List.of(Optional.of(name), Optional.of(value), Optional.of(""));
  }

  private void notice(HistoryName table) throws SQLException {
    String now =
        one("select count(*) || ' ' || coalesce(md5(string_agg(t::varchar, '|' order by t::varchar)),"
                + " '') from "
                + table.quoted()
                + " t")
            .orElse("");
    run(
        "create table if not exists "
            + COMMITS
            + " (name varchar, version bigint, written timestamp, operation varchar,"
            + " parameters varchar, digest varchar)");
    String last = "select digest from " + COMMITS + " where name = ? order by version desc limit 1";
    if (!one(last, table.text()).equals(Optional.of(now))) {
      note(table, "CREATE OR REPLACE TABLE AS SELECT", "{}", now);
    }
  }

  private void note(HistoryName table, String operation, String parameters, String digest)
      throws SQLException {
    String next = "select cast(coalesce(max(version) + 1, 0) as varchar) from " + COMMITS;
    long version = Long.parseLong(one(next + " where name = ?", table.text()).orElse("0"));
    run("create table " + copy(table, version) + " as select * from " + table.quoted());
    String insert = "insert into " + COMMITS + " values (?, ?, ?, ?, ?, ?)";
    LocalDateTime at =
        LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC).truncatedTo(ChronoUnit.MILLIS);
    run(insert, table.text(), version, at, operation, parameters, digest);
  }

  private static String copy(HistoryName table, long version) {
    String name = (table.text() + "@" + version).replace("\"", "\"\"");
    return "\"" + CATALOG + "\".main.\"" + name + "\"";
  }

  private SqlAnswer history(HistoryName table, Optional<String> limit) throws SQLException {
    String sql =
        "select version, written as \"timestamp\", operation, parameters as \"operationParameters\" from "
            + COMMITS
            + " where name = :name order by version desc"
            + limit.map(most -> " limit " + most).orElse("");
    var name = new SqlQuestion.SqlParameter("name", "STRING", Optional.of(table.text()));
    return engine.execute(new SqlQuestion(sql, List.of(name), Optional.empty(), Optional.empty()));
  }

  private SqlAnswer restore(HistoryName table, long version) throws SQLException {
    notice(table);
    String known = "select digest from " + COMMITS + " where name = ? and version = ?";
    String digest =
        one(known, table.text(), version)
            .orElseThrow(
                () ->
                    new SQLException(
                        "[DELTA_VERSION_NOT_FOUND] Cannot time travel Delta table to version "
                            + version,
                        "22003"));
    run("create or replace table " + table.quoted() + " as from " + copy(table, version));
    note(table, "RESTORE", "{\"version\":\"" + version + "\",\"timestamp\":null}", digest);
    return SqlAnswer.row(List.of("num_removed_files", "num_restored_files"), List.of("1", "1"));
  }

  private Optional<String> one(String sql, Object... values) throws SQLException {
    try (PreparedStatement statement = prepared(sql, values);
        ResultSet row = statement.executeQuery()) {
      return row.next() ? Optional.ofNullable(row.getString(1)) : Optional.empty();
    }
  }

  private void run(String sql, Object... values) throws SQLException {
    if (values.length == 0) {
      try (Statement statement = connection.createStatement()) {
        var unused = statement.execute(sql);
      }
      return;
    }
    try (PreparedStatement statement = prepared(sql, values)) {
      var unused = statement.execute();
    }
  }

  private PreparedStatement prepared(String sql, Object... values) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    return statement;
  }
}
