package dev.lockflight.connector.databricks;

import static dev.lockflight.connector.dbt.DbtGates.testsPassed;
import static dev.lockflight.dsl.Lockflight.rollback;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockflight.Attribute;
import dev.lockflight.Environment;
import dev.lockflight.Output;
import dev.lockflight.Pipeline;
import dev.lockflight.Savepoint;
import dev.lockflight.Savepoints;
import dev.lockflight.Stage;
import dev.lockflight.connector.dbt.Dbt;
import dev.lockflight.connector.dbt.DbtResult;
import dev.lockflight.dsl.Lockflight;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ReadmeTest {
  private static final Output<DbtResult> STG = Output.of("stg", DbtResult.class);
  private static final Output<DbtResult> PROD = Output.of("prod", DbtResult.class);
  private static final Output<Savepoint> BEFORE = Output.of("before", Savepoint.class);

  @Test
  void the_flow_of_the_readme_is_a_pipeline() {
    Map<String, String> environment =
        Map.of("DATABRICKS_HOST", "dbc.cloud.databricks.com", "DATABRICKS_TOKEN", "dapi-x");
    Path checkout = Path.of(".");
    Environment stage = Environment.of("stage").with(new Attribute(Attribute.CATALOG, "stage"));
    Environment prod =
        Environment.of("prod")
            .with(new Attribute(Attribute.CATALOG, "prod"))
            .isProtected()
            .require(Lockflight.approval("data-owners"));
    // readme:flow
    Databricks databricks = Databricks.open(DatabricksAuth.fromEnvironment(environment));
    NotebookDbt notebook =
        NotebookDbt.of(databricks, "ops/run_dbt", "/Volumes/ops/dbt_meta/runs", "1.11.16")
            .from(GitSource.gitHub("acme/warehouse"))
            .on(Compute.serverless("dbt"), "dbt-databricks==1.11.2");
    Dbt dbt = Dbt.project(checkout).runBy(notebook);
    SqlWarehouse sql = databricks.warehouse("1234abcd");
    Savepoints tables =
        DeltaSavepoints.ofTablesWrittenBy(prod, sql.dataSource(), STG).leavingOutViews();

    Stage stgBuild =
        Stage.of("stg_build")
            .in(stage)
            .run(dbt.build().select("tag:deploy").into(STG))
            .verify(testsPassed(STG));
    Stage prodBuild =
        Stage.of("prod_build")
            .in(prod)
            .run(sql.started())
            .run(tables.take().into(BEFORE))
            .run(dbt.build().select("tag:deploy").into(PROD))
            .verify(testsPassed(PROD))
            .onFailure(rollback(tables.restore(BEFORE)));
    // readme:end
    Stage export =
        Stage.of("export")
            .run(
                databricks
                    .submit(
                        "export",
                        JobTask.script("export", "jobs/export.py").on(Compute.cluster("0918-1")))
                    .from(GitSource.gitHub("acme/warehouse")));
    Pipeline pipeline = Pipeline.of("delivery", stgBuild, prodBuild, export);

    assertThat(pipeline.toString()).contains("stg_build", "prod_build", "export");
    databricks.close();
  }

  @Test
  void the_readme_says_what_is_built_here() throws Exception {
    String source =
        Files.readString(
            Path.of("src/test/java/dev/lockflight/connector/databricks/ReadmeTest.java"));
    String cut =
        source.substring(
            source.indexOf("// readme:flow\n") + 15, source.indexOf("// readme:end\n"));

    assertThat(squeezed(Files.readString(Path.of("README.md")))).contains(squeezed(cut));
  }

  private static String squeezed(String text) {
    return text.lines().map(String::strip).collect(Collectors.joining()).replace(" ", "");
  }
}
