package dev.lockflight.testkit.databricks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockflight.connector.http.JsonTree;
import dev.lockflight.connector.http.Request;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The real Databricks JDBC driver on a local warehouse that executes on DuckDB. */
final class LocalWarehousesTest extends WorkspaceTest {
  private Connection duckDb;

  @BeforeEach
  void warehouse() throws SQLException {
    duckDb = DriverManager.getConnection("jdbc:duckdb:");
    try (Statement statement = duckDb.createStatement()) {
      boolean unused = statement.execute("ATTACH ':memory:' AS prod; CREATE SCHEMA prod.gold");
    }
    SqlEngine engine = SqlEngine.on(duckDb);
    SqlEngine withDelta =
        new SqlEngine() {
          @Override
          public SqlAnswer execute(SqlQuestion question) throws SQLException {
            return question.statement().startsWith("DESCRIBE HISTORY")
                ? SqlAnswer.row(List.of("version", "operation"), List.of("7", "MERGE"))
                : engine.execute(question);
          }

          @Override
          public void cancel(SqlQuestion question) {
            engine.cancel(question);
          }
        };
    workspace.warehouses().warehouse("wh1", withDelta);
  }

  @AfterEach
  void closeDuckDb() throws SQLException {
    duckDb.close();
  }

  private Connection connect() throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("UID", "token");
    properties.setProperty("PWD", token);
    return DriverManager.getConnection(
        "jdbc:databricks://127.0.0.1:"
            + workspace.host().getPort()
            + "/default;ssl=0;AuthMech=3;httpPath=/sql/1.0/warehouses/wh1;usethriftclient=0"
            + ";EnableTelemetry=0;ConnCatalog=prod;ConnSchema=gold",
        properties);
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      boolean unused = statement.execute(sql);
    }
  }

  @Test
  void values_come_back_as_they_went_in() throws SQLException {
    Instant moment = Instant.parse("2026-03-01T03:04:05.678Z");
    try (Connection connection = connect()) {
      run(
          connection,
          "CREATE TABLE `prod`.`gold`.`laps` (id BIGINT, name VARCHAR, seconds DECIMAL(9,3),"
              + " day DATE, driven_at TIMESTAMP, ok BOOLEAN)");
      try (PreparedStatement insert =
          connection.prepareStatement("INSERT INTO laps VALUES (?, ?, ?, ?, ?, ?)")) {
        insert.setLong(1, 4_000_000_000L);
        insert.setString(2, "Nürburg 'ring");
        insert.setBigDecimal(3, new BigDecimal("71.125"));
        insert.setObject(4, LocalDate.of(2026, 3, 1));
        OffsetDateTime utc = OffsetDateTime.ofInstant(moment, ZoneOffset.UTC);
        insert.setObject(5, utc, java.sql.Types.TIMESTAMP_WITH_TIMEZONE);
        insert.setNull(6, java.sql.Types.BOOLEAN);
        assertThat(insert.executeUpdate()).isEqualTo(1);
      }
      try (Statement select = connection.createStatement();
          ResultSet found = select.executeQuery("SELECT * FROM laps")) {
        assertThat(found.next()).isTrue();
        assertThat(found.getLong(1)).isEqualTo(4_000_000_000L);
        assertThat(found.getString(2)).isEqualTo("Nürburg 'ring");
        assertThat(found.getBigDecimal(3)).isEqualByComparingTo("71.125");
        assertThat(found.getDate(4)).hasToString("2026-03-01");
        assertThat(found.getTimestamp(5).toInstant()).isEqualTo(moment);
        assertThat(found.getObject(6)).isNull();
        assertThat(found.next()).isFalse();
      }
    }
  }

  @Test
  void rows_of_several_chunks_come_all() throws SQLException {
    workspace.warehouses().rowsOfAChunk(3);
    try (Connection connection = connect();
        Statement select = connection.createStatement();
        ResultSet found = select.executeQuery("SELECT i FROM range(10) r(i) ORDER BY i")) {
      List<Long> rows = new ArrayList<>();
      while (found.next()) {
        rows.add(found.getLong(1));
      }
      assertThat(rows).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
    }
  }

  @Test
  void failed_statement_has_its_sqlstate() throws SQLException {
    try (Connection connection = connect()) {
      assertThatThrownBy(() -> run(connection, "SELECT * FROM nowhere"))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42P01"))
          .hasMessageContaining("TABLE_OR_VIEW_NOT_FOUND");
      assertThatThrownBy(() -> run(connection, "SELECT FROM FROM"))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42601"));
    }
  }

  @Test
  void what_duckdb_cannot_the_test_answers() throws SQLException {
    try (Connection connection = connect();
        Statement describe = connection.createStatement();
        ResultSet history = describe.executeQuery("DESCRIBE HISTORY laps LIMIT 1")) {
      assertThat(history.next()).isTrue();
      assertThat(history.getString("version")).isEqualTo("7");
    }
  }

  @Test
  void stopped_warehouse_starts_with_the_statement() throws SQLException {
    workspace.warehouses().stop("wh1");
    try (Connection connection = connect();
        Statement select = connection.createStatement();
        ResultSet found = select.executeQuery("SELECT 42")) {
      assertThat(found.next()).isTrue();
      assertThat(found.getInt(1)).isEqualTo(42);
    }
  }

  private JsonTree execute(Map<String, Object> body) throws InterruptedException {
    return client.send(Request.post("/api/2.0/sql/statements").json(body)).json();
  }

  @Test
  void named_markers_are_bound_outside_of_strings() throws Exception {
    JsonTree answer =
        execute(
            Map.of(
                "warehouse_id", "wh1",
                "statement", "SELECT :n::BIGINT + 1 AS a, ':n' AS b",
                "parameters", List.of(Map.of("name", "n", "type", "LONG", "value", "41"))));

    assertThat(answer.at("result", "data_array").toString()).isEqualTo("[[\"42\",\":n\"]]");
    assertThat(answer.at("manifest", "schema", "columns").items().get(0).at("type_name").text())
        .isEqualTo("LONG");
  }

  @Test
  void endless_statement_is_canceled_in_the_database() throws Exception {
    JsonTree begun =
        execute(
            Map.of(
                "warehouse_id", "wh1",
                "wait_timeout", "0s",
                "statement", "SELECT count(*) FROM range(10000000) a, range(10000000) b"));
    String id = begun.at("statement_id").text();
    assertThat(begun.at("status", "state").text()).isIn("PENDING", "RUNNING");

    var unused = client.send(Request.post("/api/2.0/sql/statements/{id}/cancel", id));

    JsonTree ended = client.send(Request.get("/api/2.0/sql/statements/{id}", id)).json();
    assertThat(ended.at("status", "state").text()).isEqualTo("CANCELED");
    JsonTree next = execute(Map.of("warehouse_id", "wh1", "statement", "SELECT 1"));
    assertThat(next.at("status", "state").text()).isEqualTo("SUCCEEDED");
  }

  @Test
  void warehouse_is_started_and_looked_at() throws Exception {
    workspace.warehouses().stop("wh1");
    Request look = Request.get("/api/2.0/sql/warehouses/wh1");
    assertThat(client.send(look).json().at("state").text()).isEqualTo("STOPPED");

    var unused = client.send(Request.post("/api/2.0/sql/warehouses/wh1/start"));

    assertThat(client.send(look).json().at("state").text()).isEqualTo("STARTING");
    assertThat(client.send(look).json().at("state").text()).isEqualTo("RUNNING");
  }
}
