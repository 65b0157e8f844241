package dev.lockflight.testkit.databricks;

import dev.lockflight.testkit.databricks.SqlAnswer.Column;
import dev.lockflight.testkit.databricks.SqlQuestion.SqlParameter;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Statements on one connection, one after the other. */
final class JdbcSqlEngine implements SqlEngine {
  private static final Set<String> WRITING = Set.of("INSERT", "UPDATE", "DELETE", "MERGE");
  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT);

  private static final int CANCELS = 500;

  private final Connection connection;
  private final Set<SqlQuestion> canceled =
      Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));
  private volatile @Nullable Running running;

  private record Running(SqlQuestion question, Statement statement, CountDownLatch ended) {
    /** This very one: another may have the same text. */
    @SuppressWarnings("ReferenceEquality")
    boolean isOf(SqlQuestion other) {
      return question == other;
    }
  }

  JdbcSqlEngine(Connection connection) {
    this.connection = connection;
  }

  @Override
  public synchronized SqlAnswer execute(SqlQuestion question) throws SQLException {
    use(question);
    SqlText sql = SqlText.of(question);
    CountDownLatch ended = new CountDownLatch(1);
    try (PreparedStatement statement = connection.prepareStatement(sql.text())) {
      running = new Running(question, statement, ended);
      if (canceled.contains(question)) {
        throw new SQLException("canceled before it began", "57014");
      }
      for (int i = 0; i < sql.parameters().size(); i++) {
        bind(statement, i + 1, sql.parameters().get(i));
      }
      boolean hasRows = statement.execute();
      if (WRITING.contains(firstWord(sql.text()))) {
        return SqlAnswer.affected(written(statement, hasRows));
      }
      return hasRows ? rows(statement.getResultSet()) : SqlAnswer.done();
    } finally {
      running = null;
      ended.countDown();
      var unused = canceled.remove(question);
    }
  }

  private static long written(Statement statement, boolean hasRows) throws SQLException {
    if (!hasRows) {
      return statement.getUpdateCount();
    }
    try (ResultSet count = statement.getResultSet()) {
      return count.next() ? count.getLong(1) : 0;
    }
  }

  /** The connection is shared, so each statement goes to its own session's schema first. */
  private void use(SqlQuestion question) throws SQLException {
    Optional<String> place =
        question
            .catalog()
            .map(catalog -> quoted(catalog) + "." + quoted(question.schema().orElse("main")))
            .or(() -> question.schema().map(JdbcSqlEngine::quoted));
    if (place.isPresent()) {
      try (Statement statement = connection.createStatement()) {
        var unused = statement.execute("USE " + place.get());
      }
    }
  }

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /** Again and again, since a database forgets what it is told before it has begun. */
  @Override
  public void cancel(SqlQuestion question) {
    var unused = canceled.add(question);
    Running now = running;
    if (now == null || !now.isOf(question)) {
      return;
    }
    try {
      int times = 0;
      do {
        now.statement().cancel();
        times++;
      } while (!now.ended().await(10, TimeUnit.MILLISECONDS) && times < CANCELS);
    } catch (SQLException e) {
      throw new IllegalStateException("the database does not cancel", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String firstWord(String sql) {
    return sql.strip().split("\\s+", 2)[0].toUpperCase(Locale.ROOT);
  }

  private static void bind(PreparedStatement statement, int at, SqlParameter parameter)
      throws SQLException {
    if (parameter.value().isEmpty()) {
      statement.setObject(at, null);
      return;
    }
    String value = parameter.value().get();
    String type = parameter.type();
    int bracket = type.indexOf('(');
    switch (bracket < 0 ? type : type.substring(0, bracket)) {
      case "LONG", "BIGINT", "INT", "SHORT", "SMALLINT", "BYTE", "TINYINT" ->
          statement.setLong(at, Long.parseLong(value));
      case "DOUBLE", "FLOAT" -> statement.setDouble(at, Double.parseDouble(value));
      case "DECIMAL" -> statement.setBigDecimal(at, new BigDecimal(value));
      case "BOOLEAN" -> statement.setBoolean(at, Boolean.parseBoolean(value));
      case "DATE" -> statement.setObject(at, LocalDate.parse(value));
      case "TIMESTAMP", "TIMESTAMP_NTZ" -> statement.setObject(at, moment(value));
      default -> statement.setString(at, value);
    }
  }

  /** With an offset it is that moment; without one it is UTC, the session's zone. */
  private static LocalDateTime moment(String value) {
    String iso = value.replace(' ', 'T');
    return iso.endsWith("Z") || iso.lastIndexOf('+') > 0
        ? OffsetDateTime.parse(iso).withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime()
        : LocalDateTime.parse(iso);
  }

  private static SqlAnswer rows(ResultSet result) throws SQLException {
    try (result) {
      ResultSetMetaData about = result.getMetaData();
      List<Column> columns = new ArrayList<>();
      for (int i = 1; i <= about.getColumnCount(); i++) {
        columns.add(new Column(about.getColumnLabel(i), type(about, i)));
      }
      List<List<Optional<String>>> rows = new ArrayList<>();
      while (result.next()) {
        List<Optional<String>> row = new ArrayList<>();
        for (int i = 1; i <= columns.size(); i++) {
          row.add(Optional.ofNullable(text(result, i, columns.get(i - 1).type())));
        }
        rows.add(row);
      }
      return new SqlAnswer(columns, rows);
    }
  }

  private static String type(ResultSetMetaData about, int at) throws SQLException {
    return switch (about.getColumnType(at)) {
      case Types.BOOLEAN -> "BOOLEAN";
      case Types.TINYINT -> "BYTE";
      case Types.SMALLINT -> "SHORT";
      case Types.INTEGER -> "INT";
      case Types.BIGINT -> "LONG";
      case Types.FLOAT, Types.REAL -> "FLOAT";
      case Types.DOUBLE -> "DOUBLE";
      case Types.DECIMAL, Types.NUMERIC ->
          "DECIMAL(" + about.getPrecision(at) + "," + about.getScale(at) + ")";
      case Types.DATE -> "DATE";
      case Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE -> "TIMESTAMP";
      default -> about.getColumnTypeName(at).equals("HUGEINT") ? "DECIMAL(38,0)" : "STRING";
    };
  }

  private static @Nullable String text(ResultSet result, int at, String type) throws SQLException {
    Object value = result.getObject(at);
    if (value == null || !type.equals("TIMESTAMP")) {
      return value == null ? null : value.toString();
    }
    LocalDateTime utc =
        value instanceof OffsetDateTime moment
            ? moment.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime()
            : result.getObject(at, LocalDateTime.class);
    return MILLIS.format(utc);
  }
}
