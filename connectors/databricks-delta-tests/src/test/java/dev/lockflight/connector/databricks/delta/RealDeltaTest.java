package dev.lockflight.connector.databricks.delta;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockflight.Attribute;
import dev.lockflight.Environment;
import dev.lockflight.RestoreReport;
import dev.lockflight.Savepoint;
import dev.lockflight.Secret;
import dev.lockflight.SecretSource;
import dev.lockflight.Verdict;
import dev.lockflight.connector.databricks.Databricks;
import dev.lockflight.connector.databricks.DatabricksAuth;
import dev.lockflight.connector.databricks.DatabricksSettings;
import dev.lockflight.connector.databricks.DeltaSavepoints;
import dev.lockflight.testkit.databricks.LocalWorkspace;
import dev.lockflight.testkit.fake.FakeContext;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

/** What Delta really tells of its tables and really restores, asked by the vendor's driver. */
@EnabledForJreRange(max = JRE.JAVA_17, disabledReason = "Spark 4.1 runs on Java 17")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RealDeltaTest {
  private final Environment prod =
      Environment.of("prod").with(new Attribute(Attribute.CATALOG, "prod"));
  private final FakeContext context = FakeContext.ofRun("r1").in(prod);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private SparkSqlEngine spark;
  private LocalWorkspace server;
  private Databricks workspace;

  @BeforeAll
  void open(@TempDir Path directory) {
    spark = SparkSqlEngine.in(directory);
    server = LocalWorkspace.start(threads);
    server.warehouses().warehouse("spark", spark);
    workspace =
        Databricks.open(
            DatabricksAuth.token(server.host(), Secret.of("token")),
            DatabricksSettings.usual()
                .secrets(SecretSource.of(Map.of("token", server.tokens().personal()))));
  }

  @AfterAll
  void close() {
    workspace.close();
    server.close();
    spark.close();
    threads.shutdownNow();
  }

  @BeforeEach
  void tables() throws SQLException {
    server.faults().clear();
    run("DROP DATABASE IF EXISTS prod_gold CASCADE");
    run("CREATE DATABASE prod_gold");
    run("CREATE TABLE prod.gold.laps USING delta AS SELECT 1 AS lap, 90.5D AS seconds");
    run("INSERT INTO prod.gold.laps VALUES (2, 91.5D)");
  }

  private void run(String sql) throws SQLException {
    List<String> unused = ask(sql);
  }

  private List<String> ask(String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection connection = workspace.warehouse("spark").dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      if (statement.execute(sql)) {
        ResultSet result = statement.getResultSet();
        while (result.next()) {
          StringBuilder row = new StringBuilder();
          for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
            row.append(i > 1 ? "|" : "").append(result.getString(i));
          }
          rows.add(row.toString());
        }
      }
    }
    return rows;
  }

  private DeltaSavepoints of(String... tables) {
    return DeltaSavepoints.ofTables(prod, workspace.warehouse("spark").dataSource(), tables);
  }

  @Test
  void savepoint_has_the_version_and_restore_brings_it_back() throws SQLException {
    DeltaSavepoints savepoints = of("gold.laps");
    Savepoint before = savepoints.capture(context);
    assertThat(before.relations())
        .containsExactly(new Savepoint.Relation("prod.gold.laps", "1", ""));
    run("DELETE FROM prod.gold.laps WHERE lap = 1");
    run("INSERT INTO prod.gold.laps VALUES (3, -1.0D)");

    RestoreReport report = savepoints.bringBack(before, context);

    assertThat(report.isComplete()).isTrue();
    assertThat(ask("SELECT lap FROM prod.gold.laps ORDER BY lap")).containsExactly("1", "2");
    assertThat(ask("SELECT count(*) FROM prod.gold.laps VERSION AS OF 3"))
        .as("what was written meanwhile is still there to travel to")
        .containsExactly("2");
    assertThat(ask("DESCRIBE HISTORY prod.gold.laps LIMIT 1").get(0)).startsWith("4|");
  }

  @Test
  void restored_once_is_restored_also_when_the_answer_was_lost() throws SQLException {
    DeltaSavepoints savepoints = of("gold.laps");
    Savepoint before = savepoints.capture(context);
    run("DELETE FROM prod.gold.laps");
    RestoreReport first = savepoints.bringBack(before, context);

    RestoreReport again = savepoints.bringBack(before, context);

    assertThat(first.isComplete()).isTrue();
    assertThat(again.isComplete()).isTrue();
    assertThat(ask("DESCRIBE HISTORY prod.gold.laps")).as("restored once").hasSize(4);
  }

  @Test
  void table_replaced_as_dbt_does_keeps_its_history_and_is_restored() throws SQLException {
    DeltaSavepoints savepoints = of("gold.laps");
    Savepoint before = savepoints.capture(context);
    run("CREATE OR REPLACE TABLE prod.gold.laps USING delta AS SELECT 'x' AS other");

    assertThat(savepoints.bringBack(before, context).isComplete()).isTrue();
    assertThat(ask("SELECT count(seconds) FROM prod.gold.laps")).containsExactly("2");
  }

  @Test
  void table_dropped_and_made_anew_is_left_and_reported() throws Exception {
    DeltaSavepoints savepoints = of("gold.laps");
    Savepoint before = savepoints.capture(context);
    run("DROP TABLE prod.gold.laps");
    run("CREATE TABLE prod.gold.laps USING delta AS SELECT 7 AS lap");
    run("INSERT INTO prod.gold.laps VALUES (8)");

    Verdict verdict = savepoints.check(before);

    assertThat(verdict.evidence().get(0).observed()).startsWith("was dropped and made anew");
    assertThat(ask("SELECT count(*) FROM prod.gold.laps")).containsExactly("2");
  }

  @Test
  void vacuum_that_reached_the_savepoint_is_seen_in_the_history() throws Exception {
    DeltaSavepoints savepoints = of("gold.laps");
    Savepoint before = savepoints.capture(context);
    run("DELETE FROM prod.gold.laps WHERE lap = 1");
    assertThat(savepoints.check(before).status()).isEqualTo(Verdict.Status.PASSED);
    run("SET spark.databricks.delta.retentionDurationCheck.enabled = false");
    run("VACUUM prod.gold.laps RETAIN 0 HOURS");

    Verdict verdict = savepoints.check(before);

    assertThat(verdict.evidence())
        .as(ask("DESCRIBE HISTORY prod.gold.laps").toString())
        .isNotEmpty();
    assertThat(verdict.evidence().get(0).observed()).startsWith("files of version 1 were vacuumed");
  }

  @Test
  void what_restore_does_not_take_is_said_when_the_savepoint_is_taken() throws SQLException {
    run("CREATE VIEW prod.gold.best AS SELECT min(seconds) AS s FROM prod.gold.laps");
    run("CREATE TABLE prod.gold.pq USING parquet AS SELECT 1 AS a");
    run("CREATE TABLE prod.gold.twin SHALLOW CLONE prod.gold.laps");

    Savepoint savepoint = of("gold.best", "gold.pq", "gold.twin", "gold.nothing").capture(context);

    assertThat(savepoint.relations())
        .extracting(Savepoint.Relation::obstacle)
        .satisfiesExactly(
            o -> assertThat(o).startsWith("is a view"),
            o -> assertThat(o).startsWith("is no Delta table but PARQUET"),
            o -> assertThat(o).as("open source Spark does not tell a clone").isEmpty(),
            o -> assertThat(o).startsWith("did not exist"));
  }

  @Test
  void new_tables_can_be_dropped_again() throws SQLException {
    DeltaSavepoints savepoints = of("gold.fresh").droppingNewTables();
    Savepoint before = savepoints.capture(context);
    run("CREATE TABLE prod.gold.fresh USING delta AS SELECT 1 AS a");

    assertThat(savepoints.bringBack(before, context).isComplete()).isTrue();
    assertThat(ask("SHOW TABLES IN prod_gold LIKE 'fresh'")).isEmpty();
  }
}
