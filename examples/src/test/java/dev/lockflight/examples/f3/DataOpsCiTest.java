package dev.lockflight.examples.f3;

import static dev.lockflight.dsl.Lockflight.pullRequest;
import static dev.lockflight.testkit.TestKit.assertThat;
import static dev.lockflight.testkit.TestKit.simulate;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockflight.Cause;
import dev.lockflight.Pipeline;
import dev.lockflight.Principal;
import dev.lockflight.Stage;
import dev.lockflight.StageName;
import dev.lockflight.testkit.simulation.SimulatedRun;
import dev.lockflight.testkit.simulation.Simulation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What CI of the DataOps project lets pass. Nothing is deployed. */
class DataOpsCiTest {
  private static final Principal OTTO = Principal.of("otto");

  @TempDir Path data;
  private SampleProject project;
  private DataOpsPipeline flow;
  private DataOpsProject f3;

  @BeforeEach
  void describe() {
    project = SampleProject.in(data);
    f3 = project.f3();
    flow = DataOpsPipeline.of(f3).rollingBackOnFailure();
  }

  @AfterEach
  void close() {
    project.close();
  }

  @Test
  void a_workflow_that_takes_too_long_fails_and_says_so_at_the_commit() {
    Simulation sim = simulate(flow.dbtTest());
    sim.step("dbt compile").neverReturns();
    SimulatedRun run = sim.start(pullRequest("develop"));
    sim.advance(Duration.ofMinutes(30));

    assertThat(run).failed();
    assertThat(SampleProject.steps(sim, run)).contains("report failure");
  }

  @Test
  void it_is_merged_only_when_all_three_workflows_passed() {
    Simulation sim = simulate(flow.merge());
    String gate = "checks passed " + String.join(" ", DataOpsPipeline.CHECKS);
    sim.gate(gate).fails("1 checks did not pass: [ci-lint]");

    assertThat(sim.start(pullRequest("develop"))).failed().atGate(gate);
    assertThat(sim.effects()).isEmpty();
    assertThat(simulate(flow.merge()).start(pullRequest("develop"))).succeeded();
  }

  @Test
  void one_bad_lint_fails_the_workflow_and_is_told_at_the_commit() {
    Simulation sim = simulate(flow.lint());
    sim.step("python/flake8 airflow").fails("F401");
    SimulatedRun run = sim.start(pullRequest("develop"));

    assertThat(run).failed().neverStarted("passed");
    assertThat(SampleProject.steps(sim, run))
        .contains("sqlfluff lint", "yamllint", "bandit", "report failure");
  }

  @Test
  void each_workflow_looks_at_pull_requests_within_its_time() {
    assertThat(budget(flow.dbtTest(), "dbt")).isEqualTo(Duration.ofMinutes(5));
    assertThat(budget(flow.lint(), "sql")).isEqualTo(Duration.ofMinutes(3));
    assertThat(budget(flow.prValidation(), "pr_rules")).isEqualTo(Duration.ofMinutes(1));
    assertThat(budget(flow.deploy(), "deploy_prod")).isEqualTo(Duration.ofMinutes(20));
    assertThat(budget(flow.rollbackOf(f3.prod()), "rollback")).isEqualTo(Duration.ofMinutes(15));
    for (Pipeline workflow : List.of(flow.dbtTest(), flow.lint(), flow.prValidation())) {
      assertThat(workflow.isStartedBy(Cause.pullRequest("x", "develop", OTTO))).isTrue();
      assertThat(workflow.isStartedBy(Cause.push("develop", OTTO))).isFalse();
    }
  }

  private static Duration budget(Pipeline workflow, String stage) {
    return workflow
        .stage(StageName.of(stage))
        .map(Stage::limits)
        .map(Stage.Limits::timeout)
        .orElseThrow();
  }
}
