package dev.lockflight.connector.sql;

import static dev.lockflight.Percent.percent;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockflight.Attribute;
import dev.lockflight.Environment;
import dev.lockflight.Gate;
import dev.lockflight.Verdict.Status;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.DriverManager;
import java.util.Properties;
import javax.sql.DataSource;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DuckDbWarehouseTest extends WarehouseContract {
  @TempDir Path directory;

  @Override
  DataSource freshDatabase(String name) {
    return DuckDbFile.at(directory.resolve(name + ".duckdb"));
  }

  @Override
  String endlessQuery() {
    return "select count(*) from range(10000000000000) where range % 7 = 8";
  }

  @Test
  void file_is_free_for_others_as_soon_as_the_gate_has_answered() throws Exception {
    assertThat(status(stage.rowCount("gold.fact_laps").within(percent(0)).of(prod)))
        .isEqualTo(Status.PASSED);
    try (FileChannel file =
        FileChannel.open(directory.resolve("stage.duckdb"), StandardOpenOption.WRITE)) {
      assertThat(file.tryLock()).isNotNull();
    }
  }

  @Test
  void warehouse_of_one_environment_cannot_be_handed_the_file_of_another() throws Exception {
    Environment declared = Environment.of("stage").with(new Attribute("catalog", "stage"));
    Gate right = Warehouse.of(declared, stageSource).rowCount("gold.fact_laps").isAtLeast(1);
    assertThat(status(right)).isEqualTo(Status.PASSED);
    Gate wrong = Warehouse.of(declared, prodSource).rowCount("gold.fact_laps").isAtLeast(1);
    assertThat(ask(wrong).toString())
        .startsWith(
            "ERRORED: environment stage declares catalog stage, but its DataSource connects to"
                + " prod; nothing was read");
  }

  @Test
  void one_source_with_two_catalogs_serves_two_environments() throws Exception {
    DataSource both =
        new SmallDataSource(
            () -> {
              var connection = DriverManager.getConnection("jdbc:duckdb:");
              execute(
                  new SmallDataSource(() -> ((DuckDBConnection) connection).duplicate()),
                  "attach '" + directory.resolve("stage.duckdb") + "' as stage (read_only)",
                  "attach '" + directory.resolve("prod.duckdb") + "' as prod (read_only)");
              return connection;
            });
    laps(stageSource, 95);
    Environment stageF1 = Environment.of("stage").with(new Attribute("catalog", "stage"));
    Environment prodF1 = Environment.of("prod").with(new Attribute("catalog", "prod"));
    Gate gate =
        Warehouse.of(stageF1, both)
            .rowCount("gold.fact_laps")
            .within(percent(10))
            .of(Warehouse.of(prodF1, both));
    assertThat(ask(gate).evidence())
        .extracting(evidence -> evidence.observed())
        .containsExactly("95", "100");
  }

  @Test
  void missing_file_is_errored_and_not_created_when_opened_read_only() throws Exception {
    Path missing = directory.resolve("missing.duckdb");
    Path there = directory.resolve("stage.duckdb");
    Warehouse nothing = Warehouse.of(Environment.of("stage"), readOnly(missing));
    assertThat(ask(nothing.rowCount("t").isAtLeast(0)).toString())
        .startsWith("ERRORED: could not connect to the data of stage: ");
    assertThat(missing).doesNotExist();
    Warehouse readable = Warehouse.of(Environment.of("stage"), readOnly(there));
    assertThat(status(readable.rowCount("gold.fact_laps").isAtLeast(100))).isEqualTo(Status.PASSED);
  }

  private static DataSource readOnly(Path file) {
    Properties properties = new Properties();
    properties.setProperty(DuckDBDriver.DUCKDB_READONLY_PROPERTY, "true");
    return new SmallDataSource(
        () -> DriverManager.getConnection("jdbc:duckdb:" + file, properties));
  }

  @Test
  void query_that_writes_is_undone() throws Exception {
    String writes = "insert into gold.fact_laps (lap_id) values (1) returning 1";
    assertThat(status(stage.metric("m", writes).isAtLeast(1))).isEqualTo(Status.PASSED);
    assertThat(status(stage.rowCount("gold.fact_laps").isBetween(100, 100)))
        .isEqualTo(Status.PASSED);
  }
}
