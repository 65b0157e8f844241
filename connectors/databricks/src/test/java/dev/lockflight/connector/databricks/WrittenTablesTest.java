package dev.lockflight.connector.databricks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockflight.Attribute;
import dev.lockflight.Environment;
import dev.lockflight.Output;
import dev.lockflight.StepFailedException;
import dev.lockflight.connector.dbt.Dbt;
import dev.lockflight.connector.dbt.DbtResult;
import dev.lockflight.testkit.dbt.RecordedDbt;
import dev.lockflight.testkit.fake.FakeContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What real builds have written, by their manifest and selection. */
class WrittenTablesTest {
  private static final Path RECORDED = Path.of("../dbt/src/test/resources/recorded");
  private static final Output<DbtResult> STG = Output.of("stg", DbtResult.class);
  private final WrittenTables written = new WrittenTables.OfDbt(STG);
  @TempDir private Path directory;
  private FakeContext context;

  @BeforeEach
  void in_stage() {
    context =
        FakeContext.ofRun("run-1")
            .in(Environment.of("stage").with(new Attribute(Attribute.DBT_TARGET, "stage")))
            .workspace(directory.resolve("work"));
  }

  private DbtResult built(String version) throws Exception {
    Path project = Files.createDirectories(directory.resolve("project"));
    Path unused = Files.writeString(project.resolve("dbt_project.yml"), "name: f1_analytics\n");
    RecordedDbt dbt = RecordedDbt.playing(RECORDED.resolve(version).resolve("build-green"));
    DbtResult result = Dbt.project(project).runBy(dbt).build().run(context);
    context = context.with(STG, result);
    return result;
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.7.20", "1.11.16", "2.0.0-preview.196"})
  void models_seeds_and_snapshots_that_were_built_upstream_first(String version) throws Exception {
    DbtResult unused = built(version);

    List<String> tables = written.in(context).stream().map(TableName::toString).toList();

    assertThat(tables)
        .hasSize(15)
        .contains(
            "stage.bronze_raw.raw_laps",
            "stage.silver_clean.drivers_snapshot",
            "stage.gold_analytics.team_performance")
        .noneMatch(name -> name.contains("head_to_head"));
    assertThat(
            IntStream.of(
                tables.indexOf("stage.bronze_raw.raw_laps"),
                tables.indexOf("stage.bronze_raw.bronze_laps"),
                tables.indexOf("stage.silver_clean.silver_laps"),
                tables.indexOf("stage.gold_analytics.fact_laps"),
                tables.indexOf("stage.gold_analytics.team_performance")))
        .isSorted();
    assertThat(written.reads()).containsExactly(STG);
  }

  @Test
  void artifacts_of_another_invocation_are_not_believed() throws Exception {
    DbtResult result = built("1.11.16");
    Path manifest = result.artifacts().path("manifest.json");
    String other =
        Files.readString(manifest)
            .replace(result.invocation().id(), "00000000-0000-0000-0000-000000000000");
    Path unused = Files.writeString(manifest, other);

    assertThatThrownBy(() -> written.in(context))
        .isInstanceOf(StepFailedException.class)
        .hasMessageContaining("no savepoint was taken");
  }

  @Test
  void names_are_read_as_adapters_write_them() {
    assertThat(TableName.of("`prod`.`gold`.`a``b.c`").parts())
        .containsExactly("prod", "gold", "a`b.c");
    assertThat(TableName.of("\"prod\".\"gold\".\"a\"\"b.c\"").parts())
        .containsExactly("prod", "gold", "a\"b.c");
    assertThat(TableName.of("gold.laps").parts()).containsExactly("gold", "laps");
  }
}
