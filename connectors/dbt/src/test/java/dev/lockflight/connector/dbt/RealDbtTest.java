package dev.lockflight.connector.dbt;

import static dev.lockflight.connector.dbt.Contexts.PROD;
import static dev.lockflight.connector.dbt.Contexts.STG;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lockflight.FailureClass;
import dev.lockflight.Progress;
import dev.lockflight.StepFailedException;
import dev.lockflight.Verdict.Status;
import dev.lockflight.json.Json;
import dev.lockflight.testkit.fake.FakeContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The whole way on a real dbt and DuckDB. */
@Execution(ExecutionMode.CONCURRENT)
class RealDbtTest {
  @TempDir Path directory;

  private FakeContext stage() {
    return Contexts.in(directory.resolve("work"), "stage");
  }

  private Dbt dbt() throws IOException {
    return InstalledDbt.project(directory.resolve("project"));
  }

  private void edit(String file, String old, String with) throws IOException {
    Path path = directory.resolve("project").resolve(file);
    String text = Files.readString(path);
    assertThat(text).contains(old);
    Files.writeString(path, text.replace(old, with));
  }

  @Test
  void build_leaves_a_small_result_that_gates_believe() throws Exception {
    FakeContext context = stage();
    DbtResult result =
        dbt()
            .build()
            .select("+tag:deploy")
            .exclude("tag:heavy")
            .leavingFailuresToGates()
            .run(context);

    assertThat(result.counts()).containsEntry("seed:success", 3).containsEntry("model:success", 11);
    assertThat(result.artifacts().files())
        .containsOnlyKeys("manifest.json", "run_results.json", "logs/dbt.log");
    assertThat(result.failures().total()).isZero();
    assertThat(Json.read(Json.write(result), DbtResult.class)).isEqualTo(result);
    assertThat(context.reported()).hasSizeGreaterThan(30);
    Progress last = context.reported().get(context.reported().size() - 1);
    // dbt 2.x does not tell how many nodes there are
    assertThat(last.total()).isIn(-1L, last.done());
    assertThat(context.lines())
        .anySatisfy(line -> assertThat(line).startsWith("dbt build --select +tag:deploy"));

    context.with(STG, result);
    assertThat(DbtGates.dbtSucceeded(STG).evaluate(context).status()).isEqualTo(Status.PASSED);
    assertThat(DbtGates.testsPassed(STG).evaluate(context).status()).isEqualTo(Status.PASSED);
    assertThat(DbtGates.noCrossEnvironmentReferences(STG).evaluate(context).status())
        .isEqualTo(Status.PASSED);
  }

  @Test
  void failed_test_fails_the_step_unless_gates_decide() throws Exception {
    FakeContext context = stage();
    DbtCommand build =
        dbt().build().select("+tag:deploy").exclude("tag:heavy").var("break_data", "negative");
    StepFailedException failure =
        catchThrowableOfType(StepFailedException.class, () -> build.run(context));
    assertThat(failure.failureClass()).isEqualTo(FailureClass.FATAL);
    assertThat(problem(failure)).isEqualTo(DbtProblem.TESTS_FAILED);
    assertThat(failure.evidence().get(0).name())
        .isEqualTo("test.f1_analytics.no_negative_lap_times");

    DbtResult result = build.leavingFailuresToGates().run(context);
    assertThat(result.failures().first().get(0)).contains("no_negative_lap_times fail");
    assertThat(result.artifacts().directory().getFileName()).hasToString("dbt-2");
    context.with(STG, result);
    assertThat(DbtGates.testsPassed(STG).evaluate(context).status()).isEqualTo(Status.FAILED);
    assertThat(DbtGates.dbtSucceeded(STG).evaluate(context).status()).isEqualTo(Status.FAILED);

    DbtResult again = dbtAgain().retry(STG).leavingFailuresToGates().run(context);
    assertThat(again.invocation().which()).isEqualTo("build");
    assertThat(again.counts()).containsEntry("test:fail", 1);
  }

  private Dbt dbtAgain() {
    return Dbt.project(directory.resolve("project"))
        .runBy(InstalledDbt.runner())
        .environment("LOCKFLIGHT_WAREHOUSE_DIR", directory.resolve("project/warehouse").toString());
  }

  @Test
  void deferral_is_explained_and_found_by_the_gate() throws Exception {
    Dbt dbt = dbt();
    FakeContext context = stage();
    context.with(STG, dbt.build().select("+tag:deploy").exclude("tag:heavy").run(context));
    FakeContext prod = Contexts.in(directory.resolve("work-prod"), "prod");
    prod.with(STG, context.read(STG));

    DbtResult result =
        dbt.run().select("dim_drivers").target("prod_deferred").deferTo(STG).run(prod);
    assertThat(result.deferred())
        .singleElement()
        .asString()
        .contains(
            "model.f1_analytics.dim_drivers reads \"stage\".\"silver_clean\".\"silver_drivers\"")
        .contains("absent in this target");
    prod.with(PROD, result);
    assertThat(DbtGates.noCrossEnvironmentReferences(PROD).evaluate(prod))
        .satisfies(verdict -> assertThat(verdict.status()).isEqualTo(Status.FAILED))
        .satisfies(
            verdict -> assertThat(verdict.summary()).contains("stage.silver_clean.silver_drivers"));
    assertThat(
            DbtGates.noCrossEnvironmentReferences(PROD)
                .allowing("prod", "STAGE")
                .evaluate(prod)
                .status())
        .isEqualTo(Status.PASSED);
  }

  @Test
  void freshness_is_a_step_and_a_gate() throws Exception {
    Dbt dbt = dbt();
    FakeContext context = stage();
    assertThat(dbt.seed().run(context).counts()).containsEntry("seed:success", 3);
    context.with(STG, dbt.sourceFreshness().run(context));
    assertThat(DbtGates.sourceFreshness(STG).evaluate(context).status()).isEqualTo(Status.PASSED);
    assertThat(DbtGates.testsPassed(STG).evaluate(context).status()).isEqualTo(Status.ERRORED);
  }

  @Test
  void commands_that_build_nothing_leave_what_they_promise() throws Exception {
    Dbt dbt = dbt();
    FakeContext context = stage();
    assertThat(dbt.debug().run(context).invocation().exitCode()).isZero();
    assertThat(dbt.deps().run(context).invocation().exitCode()).isZero();
    assertThat(dbt.parse().run(context).artifacts().files()).containsKey("manifest.json");
    DbtResult listed = dbt.ls().select("tag:guardrail").run(context);
    assertThat(listed.artifacts().path("nodes.txt")).content().contains("no_negative_lap_times");
    DbtResult docs = dbt.docsGenerate().run(context);
    assertThat(docs.artifacts().files()).containsKey("catalog.json");
    context.with(STG, docs);
    assertThat(DbtGates.dbtSucceeded(STG).evaluate(context).status()).isEqualTo(Status.ERRORED);
    assertThat(DbtGates.testsPassed(STG).evaluate(context).summary()).contains("not believed");
  }

  @Test
  void interrupted_build_has_ended_and_its_log_stays() throws Exception {
    FakeContext context = stage().onProgress(told -> Thread.currentThread().interrupt());
    DbtCommand build = dbt().build().select("+tag:deploy");
    assertThatThrownBy(() -> build.run(context)).isInstanceOf(InterruptedException.class);
    assertThat(directory.resolve("work/dbt/logs/dbt.log")).isNotEmptyFile();
    assertThat(context.lines())
        .last()
        .asString()
        .startsWith("artifacts in ")
        .contains("logs/dbt.log");
    // the warehouse file is free again
    assertThat(build.run(stage()).failures().total()).isZero();
  }

  @Test
  void broken_model_fails_with_the_models_name() throws Exception {
    Dbt dbt = dbt();
    edit("models/gold/dim_drivers.sql", "from", "from no_such_table,");
    StepFailedException failure =
        catchThrowableOfType(
            StepFailedException.class,
            () -> dbt.build().select("+dim_drivers").leavingFailuresToGates().run(stage()));
    assertThat(problem(failure)).isEqualTo(DbtProblem.NODES_FAILED);
    assertThat(failure).hasMessageContaining("model.f1_analytics.dim_drivers error");
    assertThat(failure.evidence().get(0).source()).contains("run_results.json sha256:");
  }

  @Test
  void what_keeps_dbt_from_starting_is_told_apart() throws Exception {
    Dbt dbt = dbt();
    assertThat(problem(dbt.build().select("tag:no_such_tag")))
        .isEqualTo(DbtProblem.NOTHING_SELECTED);
    assertThat(problem(dbt.build().target("nowhere"))).isEqualTo(DbtProblem.UNKNOWN_TARGET);
    assertThat(problem(dbt.profilesDir(Files.createDirectory(directory.resolve("empty"))).build()))
        .isEqualTo(DbtProblem.NO_PROFILE);
    assertThat(
            problem(Dbt.project(directory.resolve("project")).runBy(InstalledDbt.runner()).build()))
        .isEqualTo(DbtProblem.MISSING_VARIABLE);
    assertThat(
            problem(Dbt.project(directory.resolve("empty")).runBy(InstalledDbt.runner()).build()))
        .isEqualTo(DbtProblem.NO_PROJECT);
    edit("models/gold/fact_laps.sql", "ref('silver_laps')", "ref('no_such_model')");
    assertThat(problem(dbt.build())).isEqualTo(DbtProblem.BROKEN_PROJECT);
  }

  private DbtProblem problem(DbtCommand command) {
    StepFailedException failure =
        catchThrowableOfType(StepFailedException.class, () -> command.run(stage()));
    return problem(failure);
  }

  private static DbtProblem problem(StepFailedException failure) {
    assertThat(failure).hasCauseInstanceOf(DbtException.class);
    return ((DbtException) requireNonNull(failure.getCause())).problem();
  }
}
