package dev.lockflight.connector.sql;

import static dev.lockflight.Percent.percent;
import static java.time.Duration.ofHours;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockflight.Environment;
import dev.lockflight.Gate;
import dev.lockflight.Output;
import dev.lockflight.RestoreReport;
import dev.lockflight.Savepoint;
import dev.lockflight.Savepoints;
import dev.lockflight.Stage;
import dev.lockflight.Step;
import dev.lockflight.Verdict.Status;
import dev.lockflight.testkit.fake.FakeContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code of the README, run. */
final class ReadmeTest {
  private static final Output<Savepoint> BEFORE = Output.of("before", Savepoint.class);
  @TempDir Path directory;

  private DataSource duckDb(String name) throws Exception {
    DataSource source = DuckDbFile.at(directory.resolve(name + ".duckdb"));
    WarehouseContract.execute(
        source,
        "create schema gold",
        "create table gold.fact_laps as select range as lap_id, 71.5 as lap_seconds,"
            + " range % 20 as driver, current_timestamp as loaded_at from range(1000)",
        "create table gold.team_performance as select 7 as points");
    return source;
  }

  @Test
  void gates_of_the_readme_open() throws Exception {
    DataSource stageSource = duckDb("stage");
    DataSource prodSource = duckDb("prod");
    Environment stage = Environment.of("stage");
    Environment prod = Environment.of("prod");
    // readme:gates
    Warehouse stageData = Warehouse.of(stage, stageSource);
    Warehouse prodData = Warehouse.of(prod, prodSource);

    Stage smoke =
        Stage.of("smoke")
            .reading(stage)
            .verify(
                stageData.rowCount("gold.fact_laps").within(percent(10)).of(prodData),
                stageData
                    .metric("drivers", "select count(distinct driver) from gold.fact_laps")
                    .dropsAtMost(percent(20))
                    .of(prodData),
                stageData.nonNegative("gold.team_performance", "points"),
                stageData.noRows("gold.fact_laps").where("lap_seconds <= 0"),
                stageData.newest("gold.fact_laps", "loaded_at").within(ofHours(6)),
                stageData.schema("gold.fact_laps").unchangedFrom(prodData));
    // readme:end
    FakeContext context = FakeContext.ofRun("run-1").in(Environment.of("stage"));
    List<Gate> gates = smoke.gates(dev.lockflight.Phase.VERIFY);
    assertThat(gates).hasSize(6);
    for (Gate gate : gates) {
      assertThat(gate.evaluate(context).status()).as(gate.describe()).isEqualTo(Status.PASSED);
    }
  }

  @Test
  void savepoint_of_the_readme_brings_the_file_back() throws Exception {
    Path prodFile = directory.resolve("prod.duckdb");
    Path copies = directory.resolve("savepoints");
    Environment prod = Environment.of("prod");
    // readme:savepoints
    Savepoints prodSavepoints = DatabaseFileSavepoints.of(prod, prodFile, copies).keeping(5);
    Step<Savepoint> take = prodSavepoints.take().into(BEFORE);
    Step<RestoreReport> undo = prodSavepoints.restore(BEFORE).named("undo");
    // readme:end
    assertThat(take.name() + ", " + undo.name()).isEqualTo("savepoint, undo");
    FakeContext context = FakeContext.ofRun("run-1").in(Environment.of("prod"));
    context.with(BEFORE, prodSavepoints.take().run(context));
    assertThat(duckDb("prod")).isNotNull();
    assertThat(prodSavepoints.restorable(BEFORE).evaluate(context).opens()).isTrue();
    assertThat(prodSavepoints.restore(BEFORE).run(context).isComplete()).isTrue();
    assertThat(prodFile).doesNotExist();
  }

  @Test
  void readme_says_what_is_run_here() throws Exception {
    String readme = squeezed(Files.readString(Path.of("README.md")));
    String source =
        Files.readString(Path.of("src/test/java/dev/lockflight/connector/sql/ReadmeTest.java"));
    for (String part : source.split("// readme:(gates|savepoints)\n", -1)) {
      if (part.contains("// readme:end\n")) {
        assertThat(readme).contains(squeezed(part.substring(0, part.indexOf("// readme:end"))));
      }
    }
  }

  private static String squeezed(String text) {
    return text.lines().map(String::strip).collect(Collectors.joining()).replace(" ", "");
  }
}
