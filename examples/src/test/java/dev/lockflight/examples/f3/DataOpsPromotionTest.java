package dev.lockflight.examples.f3;

import static dev.lockflight.dsl.Lockflight.push;
import static dev.lockflight.testkit.TestKit.assertThat;
import static dev.lockflight.testkit.TestKit.simulate;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockflight.Cause;
import dev.lockflight.Deployment;
import dev.lockflight.EnvironmentName;
import dev.lockflight.Order;
import dev.lockflight.Principal;
import dev.lockflight.Release;
import dev.lockflight.engine.Triggers;
import dev.lockflight.testkit.simulation.SimulatedRun;
import dev.lockflight.testkit.simulation.Simulation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the workflows of the DataOps project will and will never do. Nothing is deployed. */
class DataOpsPromotionTest {
  private static final EnvironmentName PROD = EnvironmentName.of("prod");
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

  private Simulation cd() {
    return simulate(flow.deploy(), flow.rollbackOf(f3.prod()))
        .opening(engine -> Triggers.on(engine).open());
  }

  /** To staging and to prod. */
  private static void deliver(Simulation sim, String... commits) {
    for (String commit : commits) {
      assertThat(sim.start(push("develop"), commit)).succeeded();
      assertThat(sim.start(push("main"), commit)).succeeded();
      sim.advance(Duration.ofHours(2));
    }
  }

  private static SimulatedRun back(Simulation sim, String commit) {
    return sim.start(Cause.manual(OTTO), Release.of(commit));
  }

  @ParameterizedTest
  @CsvSource({
    "develop, staging, prod",
    "develop/bikes, staging, prod",
    "main, prod, staging",
  })
  void the_branch_says_which_environment(String branch, String target, String other) {
    Simulation sim = cd();
    assertThat(sim.start(push("develop"), "c1")).succeeded();
    SimulatedRun run = sim.start(Cause.push(branch, OTTO), Release.of("c1"));

    assertThat(run).succeeded().deployedTo(target).neverDeployedTo(other);
  }

  @Test
  void other_branches_deploy_nothing() {
    assertThat(flow.deploy().isStartedBy(Cause.push("feature/x", OTTO))).isFalse();
  }

  @Test
  void the_nine_steps_of_a_deployment_stand_in_their_order() {
    Simulation sim = cd();
    SimulatedRun run = sim.start(push("develop"));

    assertThat(SampleProject.steps(sim, run))
        .containsExactly(
            "checkout",
            "build dataops-airflow:build",
            "build dataops-dbt:build",
            "push airflow",
            "push dbt",
            "savepoint",
            "compose up dataops-staging",
            "deploy staging-dataops-airflow-webserver",
            "deploy staging-dataops-airflow-scheduler",
            "deploy staging-dataops-dbt",
            "restart staging-dataops-sqlserver ...",
            "dbt deps",
            "dbt run",
            "dbt test",
            "tell success");
    assertThat(run)
        .ranInOrder("images", "deploy_staging")
        .gate("deploy_staging/command ok in staging-dataops-sqlserver")
        .passed();
  }

  @Test
  void an_older_release_is_put_back_by_hand_and_automation_is_held() {
    Simulation sim = cd();
    deliver(sim, "c1", "c2");
    SimulatedRun run = back(sim, "c1");

    assertThat(run).succeeded().ranInOrder("validate", "rollback");
    assertThat(SampleProject.steps(sim, run))
        .containsExactly(
            "find savepoint of prod",
            "checkout",
            "restore",
            "compose up dataops-prod",
            "deploy dataops-airflow-webserver",
            "deploy dataops-airflow-scheduler",
            "deploy dataops-dbt",
            "restart dataops-sqlserver ...",
            "tell success");
    assertThat(sim.engine().ledger().current(PROD))
        .hasValueSatisfying(line -> assertThat(line.release().commit()).isEqualTo("c1"));
    assertThat(sim.start(push("develop"), "c3")).succeeded();
    assertThat(sim.start(push("main"), "c3")).isWaiting().neverDeployedTo("prod");
    sim.engine().order(Order.releaseHold(PROD, OTTO, "repaired"));
    sim.settle();
    assertThat(sim.runs().get(sim.runs().size() - 1)).succeeded().deployedTo("prod");
  }

  @Test
  void nothing_goes_back_to_what_was_never_verified_or_is_vetoed() {
    Simulation sim = cd();
    deliver(sim, "c1", "c2", "c3");

    assertThat(back(sim, "c9")).failed().becauseOf("never verified").neverDeployedTo("prod");
    assertThat(back(sim, "c3")).failed().becauseOf("is what is in prod now");
    sim.engine().order(Order.veto(PROD, "c1", OTTO, "drops revenue"));
    assertThat(back(sim, "c1")).failed().becauseOf("is vetoed").neverStarted("rollback");
    sim.gate("validate/restorable before_prod").fails("vacuumed");
    assertThat(back(sim, "c2")).failed().neverStarted("rollback");
  }

  @Test
  void a_failed_deployment_starts_the_rollback_of_its_environment() {
    Simulation sim = cd();
    deliver(sim, "c1");
    assertThat(sim.start(push("develop"), "c2")).succeeded();
    sim.gate("deploy_prod/dbt tests passed in tested_prod").fails("1 of 7 tests failed");
    SimulatedRun failed = sim.start(push("main"), "c2");
    sim.advance(Duration.ofMinutes(1));

    assertThat(failed).failed().atGate("dbt tests passed in tested_prod");
    assertThat(SampleProject.steps(sim, failed))
        .contains("tell failure")
        .doesNotContain("tell success");
    assertThat(history(sim)).first().asString().contains("c1 VERIFIED in prod");
    assertThat(sim.effects())
        .extracting(effect -> effect.step().toString())
        .contains("rollback/run/restore", "rollback/run/deploy dataops-airflow-webserver");
    assertThat(sim.engine().ledger().hold(PROD)).as("the next push may be the repair").isEmpty();
  }

  private static List<Deployment> history(Simulation sim) {
    return sim.engine().ledger().history(PROD);
  }

  @Test
  void nothing_goes_back_by_itself_unless_it_was_asked_for() {
    flow = DataOpsPipeline.of(f3);
    Simulation sim = cd();
    deliver(sim, "c1");
    assertThat(sim.start(push("develop"), "c2")).succeeded();
    sim.step("deploy_prod/restart dataops-sqlserver ...").fails("not healthy");
    assertThat(sim.start(push("main"), "c2")).failed();
    sim.advance(Duration.ofDays(1));

    assertThat(history(sim)).first().asString().contains("c2 FAILED in prod");
    assertThat(back(sim, "c1")).succeeded();
    assertThat(sim.engine().ledger().current(PROD))
        .hasValueSatisfying(line -> assertThat(line.release().commit()).isEqualTo("c1"));
  }

  @Test
  void a_container_that_stays_ill_stops_what_comes_after_it() {
    Simulation sim = cd();
    sim.step("deploy_staging/restart staging-dataops-sqlserver ...").fails("not healthy");
    SimulatedRun run = sim.start(push("develop"));

    assertThat(run).failed();
    assertThat(SampleProject.steps(sim, run)).doesNotContain("dbt deps", "dbt run", "dbt test");
  }

  @Test
  void the_team_is_told_at_every_end() {
    assertThat(told("deploy_staging/dbt test", false)).containsExactly("tell success");
    assertThat(told("deploy_staging/dbt test", true)).containsExactly("tell failure");
    assertThat(told("images/push dbt", true)).containsExactly("tell data-team");
  }

  private List<String> told(String step, boolean fails) {
    Simulation sim = cd();
    if (fails) {
      sim.step(step).fails("no");
    }
    return SampleProject.steps(sim, sim.start(push("develop"))).stream()
        .filter(each -> each.startsWith("tell"))
        .toList();
  }

  @Test
  void prod_gets_the_images_of_staging_or_nothing() {
    Simulation sim = cd();
    sim.step("promote/images of staging").isReal();
    assertThat(sim.start(push("develop"), "c1")).succeeded();

    assertThat(sim.start(push("main"), "c2"))
        .failed()
        .becauseOf("c2 is not what was last verified in staging; deploy it there first")
        .neverDeployedTo("prod");
    assertThat(sim.start(push("main"), "c1")).succeeded().neverStarted("images");
  }

  @Test
  void what_is_transient_is_tried_again() {
    Simulation sim = cd();
    sim.step("deploy_staging/dbt deps").onAttempt(1).failsTransiently("no route to the hub");
    SimulatedRun run = sim.start(push("develop"));
    sim.advance(Duration.ofMinutes(5));

    assertThat(run).succeeded();
  }
}
