package dev.lockflight.connector.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockflight.Environment;
import dev.lockflight.Gate;
import dev.lockflight.Verdict;
import dev.lockflight.Verdict.Status;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class PostgresWarehouseTest extends WarehouseContract {
  private static EmbeddedPostgres postgres;

  @BeforeAll
  static void start() throws IOException {
    postgres = EmbeddedPostgres.start();
  }

  @AfterAll
  static void stop() throws IOException {
    postgres.close();
  }

  @Override
  DataSource freshDatabase(String name) throws SQLException {
    execute(
        postgres.getPostgresDatabase(),
        "drop database if exists " + name + " with (force)",
        "create database " + name,
        "alter database " + name + " set timezone = 'Pacific/Chatham'");
    return postgres.getDatabase("postgres", name);
  }

  @Override
  String endlessQuery() {
    return "select 1 from pg_sleep(600)";
  }

  /**
   * pgjdbc sends one cancel for a statement; one that overtakes its query is lost, and the
   * connection would be cut off, as it should.
   */
  @Override
  void awaitEndlessQuery() throws Exception {
    String running =
        "select count(*) from pg_stat_activity where state = 'active' and datname = 'stage'"
            + " and query like 'select 1 from pg_sleep%'";
    Warehouse server = Warehouse.of(Environment.of("server"), postgres.getPostgresDatabase());
    while (!status(server.metric("running", running).isAtLeast(1)).opens()) {
      Thread.onSpinWait();
    }
  }

  @Test
  void lost_connection_is_errored() throws Exception {
    Gate endless = stage.metric("m", endlessQuery()).isAtLeast(0);
    CompletableFuture<Verdict> asked =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return endless.evaluate(context);
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            });
    String kill =
        "select count(pg_terminate_backend(pid)) from pg_stat_activity"
            + " where datname = 'stage' and query like 'select 1 from pg_sleep%'";
    Warehouse server = Warehouse.of(Environment.of("server"), postgres.getPostgresDatabase());
    while (!asked.isDone()) {
      var unused = ask(server.metric("killed", kill).isAtLeast(1));
    }
    assertThat(asked.get().status()).isEqualTo(Status.ERRORED);
    assertThat(asked.get().summary()).startsWith("query failed in the data of stage: ");
    assertThat(asked.get().evidence().get(0).source()).contains("pg_sleep");
  }

  @Test
  void server_that_is_not_there_is_errored() throws Exception {
    DataSource nowhere =
        new SmallDataSource(
            () -> java.sql.DriverManager.getConnection("jdbc:postgresql://127.0.0.1:1/none"));
    Gate gate = Warehouse.of(Environment.of("stage"), nowhere).rowCount("t").isAtLeast(0);
    assertThat(ask(gate).toString())
        .startsWith("ERRORED: could not connect to the data of stage: ");
    assertThat(ask(gate).evidence().get(0).source()).isEqualTo("stage: not connected yet");
  }

  @Test
  void infinite_timestamp_is_not_fresh() throws Exception {
    execute(stageSource, "update gold.fact_laps set seen_at = 'infinity'");
    Gate gate = stage.newest("gold.fact_laps", "seen_at").within(java.time.Duration.ofDays(1));
    assertThat(status(gate)).isEqualTo(Status.ERRORED);
  }
}
