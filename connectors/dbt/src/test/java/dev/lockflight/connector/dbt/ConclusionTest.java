package dev.lockflight.connector.dbt;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lockflight.FailureClass;
import dev.lockflight.StepContext;
import dev.lockflight.StepFailedException;
import dev.lockflight.connector.dbt.DbtArtifactException.Fault;
import dev.lockflight.testkit.fake.FakeContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a step makes of what dbt left: recorded artifacts, played by a runner, some of them spoiled.
 */
class ConclusionTest {
  static final List<String> VERSIONS = Recorded.VERSIONS;
  @TempDir Path directory;

  private Dbt dbt(DbtRunner runner) throws IOException {
    Files.writeString(directory.resolve("dbt_project.yml"), "name: shop\n");
    return Dbt.project(directory).runBy(runner);
  }

  private FakeContext context() {
    return Contexts.in(directory.resolve("work"));
  }

  private StepFailedException failure(DbtCommand command) {
    return catchThrowableOfType(StepFailedException.class, () -> command.run(context()));
  }

  private static DbtProblem problem(StepFailedException failure) {
    assertThat(failure).hasCauseInstanceOf(DbtException.class);
    return ((DbtException) requireNonNull(failure.getCause())).problem();
  }

  private static Fault fault(StepFailedException failure) {
    assertThat(failure).hasCauseInstanceOf(DbtArtifactException.class);
    return ((DbtArtifactException) requireNonNull(failure.getCause())).fault();
  }

  /** A dbt that does as recorded, but spoils what it leaves. */
  private record Spoiled(Recorded recorded, Spoiler spoiler, UnaryOperator<Exit> end)
      implements DbtRunner {
    interface Spoiler {
      void spoil(Path target) throws IOException;
    }

    @Override
    public DbtVersion version(StepContext context) throws Exception {
      return recorded.runner().version(context);
    }

    @Override
    public Exit run(DbtInvocation invocation, StepContext context) throws Exception {
      Exit exit = recorded.runner().run(invocation, context);
      spoiler.spoil(invocation.targetPath());
      return end.apply(exit);
    }
  }

  private Dbt spoiled(String dbtCase, Spoiled.Spoiler spoiler, UnaryOperator<DbtRunner.Exit> end)
      throws IOException {
    return dbt(new Spoiled(Recorded.of("1.11.16", dbtCase), spoiler, end));
  }

  private Dbt spoiled(String file, UnaryOperator<String> change) throws IOException {
    return spoiled(
        "build-green",
        target ->
            Files.writeString(
                target.resolve(file), change.apply(Files.readString(target.resolve(file)))),
        exit -> exit);
  }

  @ParameterizedTest
  @FieldSource("VERSIONS")
  void green_build_succeeds(String version) throws Exception {
    FakeContext context = context();
    DbtResult result = dbt(Recorded.of(version, "build-green").runner()).build().run(context);
    assertThat(result.counts()).containsEntry("seed:success", 3);
    assertThat(result.invocation().stamp()).containsEntry("LOCKFLIGHT_KEY", "key-1");
    assertThat(context.reported()).isNotEmpty();
    assertThat(context.reported().get(context.reported().size() - 1).done()).isGreaterThan(30);
  }

  @ParameterizedTest
  @FieldSource("VERSIONS")
  void failed_test_fails_the_step_unless_left_to_gates(String version) throws Exception {
    Dbt dbt = dbt(Recorded.of(version, "build-failing-test").runner());
    assertThat(problem(failure(dbt.build()))).isEqualTo(DbtProblem.TESTS_FAILED);
    DbtResult left = dbt.build().leavingFailuresToGates().run(context());
    assertThat(left.counts()).containsEntry("test:fail", 1);
    assertThat(left.invocation().exitCode()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.11.16", "2.0.0-preview.196"})
  void broken_model_fails_the_step_in_any_case(String version) throws Exception {
    Dbt dbt = dbt(Recorded.of(version, "build-error-model").runner());
    StepFailedException failure = failure(dbt.build().leavingFailuresToGates());
    assertThat(problem(failure)).isEqualTo(DbtProblem.NODES_FAILED);
    assertThat(failure.evidence().get(0).name()).isEqualTo("model.f1_analytics.fact_laps");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.5.12", "1.7.20", "1.11.16"})
  void project_that_does_not_parse_is_told_in_dbts_words(String version) throws Exception {
    StepFailedException failure =
        failure(dbt(Recorded.of(version, "broken-project").runner()).build());
    assertThat(problem(failure)).isEqualTo(DbtProblem.BROKEN_PROJECT);
    assertThat(failure).hasMessageContaining("no_such_model");
  }

  @Test
  void project_that_the_second_engine_cannot_compile_is_broken_too() throws Exception {
    Dbt dbt = dbt(Recorded.of("2.0.0-preview.196", "broken-project").runner());
    StepFailedException failure = failure(dbt.build());
    assertThat(problem(failure)).isEqualTo(DbtProblem.BROKEN_PROJECT);
    assertThat(failure).hasMessageContaining("model.f1_analytics.fact_laps");
  }

  @ParameterizedTest
  @FieldSource("VERSIONS")
  void empty_selection_fails_unless_allowed(String version) throws Exception {
    Dbt dbt = dbt(Recorded.of(version, "empty-selection").runner());
    assertThat(problem(failure(dbt.build()))).isEqualTo(DbtProblem.NOTHING_SELECTED);
    assertThat(dbt.build().allowingEmptySelection().run(context()).counts()).isEmpty();
  }

  @ParameterizedTest
  @FieldSource("VERSIONS")
  void stale_source_fails_the_step_unless_left_to_gates(String version) throws Exception {
    Dbt dbt = dbt(Recorded.of(version, "source-freshness-stale").runner());
    assertThat(problem(failure(dbt.sourceFreshness()))).isEqualTo(DbtProblem.TESTS_FAILED);
    assertThat(dbt.sourceFreshness().leavingFailuresToGates().run(context()).counts())
        .containsEntry("source:error", 2);
  }

  @ParameterizedTest
  @FieldSource("VERSIONS")
  void docs_leave_a_catalog(String version) throws Exception {
    DbtResult docs =
        dbt(Recorded.of(version, "docs-generate").runner()).docsGenerate().run(context());
    assertThat(docs.artifacts().files()).containsKey("catalog.json");
    assertThat(docs.invocation().which()).isEqualTo("generate");
  }

  @Test
  void killed_dbt_is_told_and_may_be_tried_again() throws Exception {
    Dbt dbt =
        spoiled(
            "build-green",
            target -> {},
            exit -> new DbtRunner.Exit(143, exit.invocationId(), false, List.of()));
    StepFailedException failure = failure(dbt.build());
    assertThat(problem(failure)).isEqualTo(DbtProblem.KILLED);
    assertThat(failure.failureClass()).isEqualTo(FailureClass.TRANSIENT);
    Dbt silent =
        spoiled(
            "build-green",
            target -> {},
            exit -> new DbtRunner.Exit(1, exit.invocationId(), false, List.of()));
    assertThat(problem(failure(silent.build()))).isEqualTo(DbtProblem.KILLED);
  }

  @Test
  void missing_results_are_no_success_whatever_the_exit_code() throws Exception {
    Dbt dbt =
        spoiled(
            "build-green",
            target -> Files.delete(target.resolve("run_results.json")),
            exit -> exit);
    assertThat(problem(failure(dbt.build()))).isEqualTo(DbtProblem.NO_RESULTS);
  }

  @Test
  void exit_code_that_contradicts_the_results_is_no_success() throws Exception {
    Dbt dbt =
        spoiled(
            "build-green",
            target -> {},
            exit -> new DbtRunner.Exit(2, exit.invocationId(), true, List.of("hook failed")));
    assertThat(failure(dbt.build().leavingFailuresToGates())).hasMessageContaining("hook failed");
  }

  @Test
  void stale_foreign_and_broken_results_are_not_believed() throws Exception {
    assertThat(
            fault(
                failure(
                    spoiled(
                            "run_results.json",
                            text -> text.replace("\"invocation_id\":\"", "\"invocation_id\":\"0"))
                        .build())))
        .isEqualTo(Fault.NOT_THIS_INVOCATION);
    assertThat(
            fault(
                failure(
                    spoiled("run_results.json", text -> text.replace("key-1", "key-0")).build())))
        .isEqualTo(Fault.NOT_THIS_INVOCATION);
    assertThat(
            fault(
                failure(
                    spoiled(
                            "run_results.json",
                            text -> text.replace("\"which\":\"build\"", "\"which\":\"generate\""))
                        .build())))
        .isEqualTo(Fault.NOT_THIS_INVOCATION);
    assertThat(
            fault(
                failure(
                    spoiled("run_results.json", text -> text.substring(0, text.length() / 2))
                        .build())))
        .isEqualTo(Fault.TRUNCATED);
    assertThat(fault(failure(spoiled("run_results.json", text -> "").build())))
        .isEqualTo(Fault.EMPTY);
    assertThat(fault(failure(spoiled("run_results.json", text -> "{\"a\": 1}").build())))
        .isEqualTo(Fault.FOREIGN);
    assertThat(
            fault(
                failure(
                    spoiled(
                            "run_results.json",
                            text -> text.replace("run-results/v6", "run-results/v7"))
                        .build())))
        .isEqualTo(Fault.UNKNOWN_VERSION);
  }

  @Test
  void lost_connection_may_be_tried_again() throws Exception {
    Dbt dbt =
        spoiled(
            "build-green",
            target -> Files.delete(target.resolve("run_results.json")),
            exit ->
                new DbtRunner.Exit(
                    2,
                    exit.invocationId(),
                    true,
                    List.of("IO Error: Could not set lock on file x")));
    assertThat(failure(dbt.build()).failureClass()).isEqualTo(FailureClass.TRANSIENT);
  }
}
