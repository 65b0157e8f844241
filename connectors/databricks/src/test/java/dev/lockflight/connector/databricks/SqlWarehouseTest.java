package dev.lockflight.connector.databricks;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlMatching;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.lockflight.Environment;
import dev.lockflight.Verdict;
import dev.lockflight.connector.sql.Warehouse;
import dev.lockflight.testkit.fake.FakeContext;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The vendor's driver against the answers the Statement Execution API gives. */
class SqlWarehouseTest {
  @RegisterExtension static final WireMockExtension SERVER = Workspaces.server();
  private static final String STATEMENTS = "/api/2.0/sql/statements/";

  private Databricks workspace;
  private SqlWarehouse warehouse;

  @BeforeEach
  void open() {
    workspace = Workspaces.of(SERVER);
    warehouse = workspace.warehouse("wh1");
    SERVER.stubFor(any(urlMatching(".*")).atPriority(10).willReturn(aResponse().withStatus(404)));
    SERVER.stubFor(
        post("/api/2.0/sql/warehouses/wh1/sessions").willReturn(okJson("{\"session_id\":\"s1\"}")));
    SERVER.stubFor(delete(urlMatching("/api/2.0/sql/.*")).willReturn(okJson("{}")));
    answer(row("n", "LONG", "7"));
  }

  @AfterEach
  void close() {
    workspace.close();
  }

  @Test
  void a_query_goes_over_the_statement_execution_api_with_the_workspace_s_token() throws Exception {
    SessionSettings settings = SessionSettings.usual().catalog("prod").schema("gold");
    try (Connection connection = warehouse.dataSource(settings).getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select 7 as n")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getLong("n")).isEqualTo(7);
    }

    SERVER.verify(
        postRequestedFor(urlEqualTo("/api/2.0/sql/warehouses/wh1/sessions"))
            .withHeader("Authorization", equalTo("Bearer " + Workspaces.TOKEN))
            .withHeader("User-Agent", containing("lockflight"))
            .withRequestBody(
                equalToJson("{\"catalog\":\"prod\",\"schema\":\"gold\"}", true, true)));
    SERVER.verify(
        postRequestedFor(urlEqualTo(STATEMENTS))
            .withRequestBody(matchingJsonPath("$.statement", equalTo("select 7 as n"))));
  }

  @Test
  void a_moment_is_bound_as_the_moment_it_is() throws Exception {
    Instant moment = Instant.parse("2025-01-02T03:04:05Z");
    try (Connection connection = warehouse.dataSource().getConnection();
        PreparedStatement statement = connection.prepareStatement("select ?, ?, ?, ?, ?")) {
      statement.setObject(1, moment);
      statement.setTimestamp(2, Timestamp.from(moment));
      statement.setObject(3, moment.atOffset(ZoneOffset.ofHours(5)));
      statement.setObject(4, LocalDate.of(2025, 1, 2));
      statement.setObject(5, "x");
      var unused = statement.executeQuery();
    }

    SERVER.verify(
        postRequestedFor(urlEqualTo(STATEMENTS))
            .withRequestBody(
                equalToJson(
                    """
                    {"parameters":[
                      {"ordinal":1,"type":"TIMESTAMP","value":"2025-01-02T03:04:05Z"},
                      {"ordinal":2,"type":"TIMESTAMP","value":"2025-01-02T03:04:05Z"},
                      {"ordinal":3,"type":"TIMESTAMP","value":"2025-01-02T03:04:05Z"},
                      {"ordinal":4,"type":"DATE","value":"2025-01-02"},
                      {"ordinal":5,"type":"STRING","value":"x"}]}""",
                    true,
                    true)));
  }

  @Test
  void there_is_no_pretence_of_transactions() throws Exception {
    try (Connection connection = warehouse.dataSource().getConnection()) {
      assertThat(connection.getMetaData().supportsTransactions()).isFalse();
      assertThatThrownBy(() -> connection.setAutoCommit(false))
          .isInstanceOf(SQLFeatureNotSupportedException.class)
          .hasMessageContaining("take a Delta savepoint");
      assertThatThrownBy(connection::rollback).isInstanceOf(SQLException.class);
    }
    Jdbi jdbi = Jdbi.create(warehouse.dataSource());
    assertThatThrownBy(() -> jdbi.useTransaction(handle -> handle.execute("delete from t")))
        .hasStackTraceContaining("has no transactions");
    SERVER.verify(0, postRequestedFor(urlEqualTo(STATEMENTS)));
  }

  @Test
  void restore_answers_with_its_row() throws Exception {
    answer(row("num_restored_files", "LONG", "3"));

    try (Connection connection = warehouse.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("RESTORE TABLE t TO VERSION AS OF 4")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getLong(1)).isEqualTo(3);
    }
  }

  @Test
  void a_gate_on_data_asks_the_warehouse() throws Exception {
    Environment prod = Environment.of("prod");
    Verdict verdict =
        Warehouse.of(prod, warehouse.dataSource())
            .noRows("gold.laps")
            .where("seconds < 0")
            .evaluate(FakeContext.ofRun("r1").in(prod));

    assertThat(verdict.status()).isEqualTo(Verdict.Status.FAILED);
    SERVER.verify(
        postRequestedFor(urlEqualTo(STATEMENTS))
            .withRequestBody(matchingJsonPath("$.statement", containing("`gold`.`laps`"))));
  }

  @Test
  void a_statement_that_takes_too_long_is_cancelled_on_the_server() throws Exception {
    endless();
    SessionSettings impatient = SessionSettings.usual().statementTimeout(Duration.ofSeconds(1));

    try (Connection connection = warehouse.dataSource(impatient).getConnection();
        Statement statement = connection.createStatement()) {
      assertThatThrownBy(() -> statement.executeQuery("select endless"))
          .isInstanceOf(SQLException.class);
    }

    SERVER.verify(postRequestedFor(urlEqualTo("/api/2.0/sql/statements/st1/cancel")));
  }

  @Test
  void an_interrupted_statement_is_cancelled_on_the_server_and_stays_interrupted()
      throws Exception {
    endless();
    AtomicBoolean interrupted = new AtomicBoolean();
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    try (Connection connection = warehouse.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      Thread thread =
          new Thread(
              () -> {
                thrown.set(catchThrowable(() -> statement.executeQuery("select endless")));
                interrupted.set(Thread.currentThread().isInterrupted());
              });
      thread.start();
      while (SERVER.findAll(postRequestedFor(urlEqualTo(STATEMENTS))).isEmpty()) {
        Thread.onSpinWait();
      }
      thread.interrupt();
      thread.join();
    }

    assertThat(thrown.get()).isInstanceOf(SQLException.class);
    assertThat(interrupted).isTrue();
    SERVER.verify(postRequestedFor(urlEqualTo("/api/2.0/sql/statements/st1/cancel")));
  }

  @Test
  void a_failed_statement_has_the_server_s_words_and_never_the_token() throws Exception {
    answer(
        """
        {"statement_id":"st1","status":{"state":"FAILED","sql_state":"42P01",
          "error":{"error_code":"BAD_REQUEST","message":"[TABLE_OR_VIEW_NOT_FOUND] t"}}}""");

    try (Connection connection = warehouse.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      assertThatThrownBy(() -> statement.executeQuery("select * from t"))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42P01"))
          .hasMessageContaining("TABLE_OR_VIEW_NOT_FOUND")
          .message()
          .doesNotContain(Workspaces.TOKEN);
    }
  }

  private static void endless() {
    answer("{\"statement_id\":\"st1\",\"status\":{\"state\":\"PENDING\"}}");
    SERVER.stubFor(
        get(urlPathEqualTo("/api/2.0/sql/statements/st1"))
            .willReturn(okJson("{\"statement_id\":\"st1\",\"status\":{\"state\":\"RUNNING\"}}")));
    SERVER.stubFor(post("/api/2.0/sql/statements/st1/cancel").willReturn(okJson("{}")));
  }

  private static void answer(String body) {
    SERVER.stubFor(post(STATEMENTS).willReturn(okJson(body)));
  }

  private static String row(String name, String type, String value) {
    return """
        {"statement_id":"st1","status":{"state":"SUCCEEDED"},
         "manifest":{"format":"JSON_ARRAY","total_row_count":1,"schema":{"column_count":1,
           "columns":[{"name":"%s","type_name":"%s","type_text":"%s","position":0}]}},
         "result":{"row_count":1,"data_array":[["%s"]]}}"""
        .formatted(name, type, type, value);
  }
}
