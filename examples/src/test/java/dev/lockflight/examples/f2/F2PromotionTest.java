package dev.lockflight.examples.f2;

import static dev.lockflight.examples.f2.DeltaLakePipeline.MAIN;
import static dev.lockflight.examples.f2.DeltaLakePipeline.NIGHTLY;
import static dev.lockflight.testkit.TestKit.assertThat;
import static dev.lockflight.testkit.TestKit.simulate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockflight.Cause;
import dev.lockflight.InvalidParameterException;
import dev.lockflight.Pipeline;
import dev.lockflight.Principal;
import dev.lockflight.Release;
import dev.lockflight.StageName;
import dev.lockflight.proof.PipelinePaths;
import dev.lockflight.run.Run;
import dev.lockflight.run.RunStatus;
import dev.lockflight.run.StageRun;
import dev.lockflight.testkit.simulation.SimulatedRun;
import dev.lockflight.testkit.simulation.Simulation;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the flow of the Delta Lake project will and will never do. Nothing is deployed. */
class F2PromotionTest {
  private static final Principal PRODUCT = Principal.of("paula").withGroups("product");
  private static final Principal MANAGER = Principal.of("rita").withGroups("release-managers");
  private static final Cause DEVELOP = Cause.push("develop", Simulation.ALICE);
  private static final Cause PULL = Cause.pullRequest("main", "develop", Simulation.ALICE);

  private final DescribedLake lake = DescribedLake.asDrawn();
  private final Pipeline flow = lake.flow();

  @AfterEach
  void close() {
    lake.close();
  }

  private static Cause byHand(String environment) {
    return DeltaLake.byHand(environment);
  }

  @Test
  void quality_security_and_terraform_run_side_by_side_and_join_before_the_build() {
    assertThat(flow.graph().find(StageName.of("quality")).orElseThrow().stage().toString())
        .contains("flake8", "black", "isort", "mypy");
    SimulatedRun run = simulate(flow).start(DEVELOP);

    assertThat(run)
        .succeeded()
        .ranInOrder("checkout", "quality", "tests[python=3.10,java=11]", "build");
    assertThat(run).ranInOrder("security", "build").ranInOrder("terraform", "build");
  }

  @Test
  void one_cell_per_python_and_java() {
    assertThat(cells("tests"))
        .containsExactlyInAnyOrder(
            "tests[python=3.9,java=11]",
            "tests[python=3.9,java=17]",
            "tests[python=3.10,java=11]",
            "tests[python=3.10,java=17]",
            "tests[python=3.11,java=11]",
            "tests[python=3.11,java=17]");
  }

  @Test
  void one_cell_per_image() {
    assertThat(cells("docker"))
        .containsExactlyInAnyOrder(
            "docker[target=dev]",
            "docker[target=prod]",
            "docker[target=api]",
            "docker[target=processor]");
  }

  private Stream<String> cells(String stage) {
    return simulate(flow).start(DEVELOP).run().stages().keySet().stream()
        .map(StageName::value)
        .filter(name -> name.startsWith(stage + "["));
  }

  @Test
  void a_pull_request_and_develop_are_built_but_neither_measured_nor_deployed() {
    for (Cause cause : List.of(PULL, DEVELOP)) {
      SimulatedRun run = simulate(flow).start(cause);
      assertThat(run).succeeded().ranInOrder("build", "test_summary");
      assertSkipped(run, "performance");
      assertThat(deployed(run)).isEmpty();
    }
  }

  @Test
  void main_is_measured_and_then_deployed_to_staging() {
    SimulatedRun run = simulate(flow).start(MAIN);

    assertThat(run)
        .succeeded()
        .ranInOrder("build", "performance", "deploy_main", "test_summary")
        .deployedTo("staging")
        .neverDeployedTo("production");
    assertThat(deployed(run)).containsExactly("deploy_main");
  }

  @Test
  void every_night_at_two_main_is_measured_and_not_deployed() {
    SimulatedRun run = simulate(flow).start(NIGHTLY);

    assertThat(run).succeeded().ranInOrder("build", "performance", "test_summary");
    assertThat(deployed(run)).isEmpty();
    assertThat(flow.toString()).contains("schedule 0 2 * * * Z");
  }

  @Test
  void nothing_else_starts_it() {
    assertThat(flow).startedBy(Cause.push("feature/orders", Simulation.ALICE)).startsNothing();
    assertThat(flow).startedBy(Cause.cron("0 3 * * *")).startsNothing();
  }

  @Test
  void there_are_four_environments_to_choose_from() {
    assertThatThrownBy(() -> byHand("moon"))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageContaining("production, staging, dev, trial");
  }

  @ParameterizedTest
  @ValueSource(strings = {"dev", "staging"})
  void who_starts_it_by_hand_chooses_where_to(String environment) {
    SimulatedRun run = simulate(flow).start(byHand(environment));

    assertThat(run).succeeded().deployedTo(environment);
    assertThat(deployed(run)).containsExactly("deploy_" + environment);
    assertSkipped(run, "performance");
  }

  @Test
  void trial_is_deployed_to_when_product_agrees() {
    SimulatedRun run = simulate(flow).start(byHand("trial"));
    assertThat(run).waitsFor("product").neverDeployedTo("trial");
    run.approve("product", PRODUCT);

    assertThat(run).succeeded().deployedTo("trial");
    assertThat(deployed(run)).containsExactly("deploy_trial");
  }

  @Test
  void production_is_reached_by_what_staging_has_shown_and_people_have_approved() {
    Simulation sim = simulate(flow);
    SimulatedRun hasty = sim.start(byHand("production"));
    assertThat(hasty).failed().atGate("wheel verified in staging").neverDeployedTo("production");

    assertThat(sim.start(MAIN, "c0ffee")).succeeded().deployedTo("staging");
    SimulatedRun run = sim.start(byHand("production"), Release.of("c0ffee"));
    assertThat(run).waitsFor("release-managers").neverDeployedTo("production");
    assertThatThrownBy(
            () -> run.approve("release-managers", Simulation.ALICE.withGroups("release-managers")))
        .hasMessageContaining("alice");
    run.approve("release-managers", MANAGER);

    assertThat(run).succeeded().deployedTo("production");
    assertThat(deployed(run)).containsExactly("deploy_production");
  }

  @Test
  void only_the_wheel_of_staging_goes_to_production_whenever_its_sources_were_packed() {
    Release shown = Release.of("c0ffee").with("lake.whl", "sha256:aa").with("lake.tar.gz", "1");
    Simulation sim = simulate(flow);
    assertThat(sim.start(Cause.push("main", Simulation.ALICE), shown)).succeeded();

    assertThat(sim.start(byHand("production"), shown.with("lake.whl", "sha256:bb")))
        .failed()
        .atGate("wheel verified in staging")
        .becauseOf("lake.whl=sha256:bb");
    assertThat(sim.start(byHand("production"), shown.with("lake.tar.gz", "2")))
        .waitsFor("release-managers");
  }

  @Test
  void no_path_leads_into_production_without_approval() {
    assertThat(flow).everyPathInto("production").isApprovedBy("release-managers");
    assertThat(flow).everyPathInto("production").passes("wheel verified in staging");
    assertThat(flow).hasNoProtectedEnvironmentWrittenBeforeApproval();
    for (Cause cause : List.of(PULL, DEVELOP, Cause.push("main", Simulation.ALICE))) {
      assertThat(flow).startedBy(cause).neverDeploysInto("production");
    }
    assertThat(PipelinePaths.of(flow).writesBeforeApproval()).isEmpty();
  }

  @Test
  void each_environment_has_a_configuration_of_its_own() {
    assertThat(DescribedLake.DEPLOYMENTS.stream().map(this::configuration))
        .containsExactly(
            "staging {catalog=staging, cluster=lake-staging}",
            "dev {catalog=dev, cluster=lake-dev}",
            "trial {catalog=trial, cluster=lake-trial}",
            "staging {catalog=staging, cluster=lake-staging}",
            "production {catalog=production, cluster=lake-production}");
  }

  private String configuration(String stage) {
    return flow.graph()
        .find(StageName.of(stage))
        .orElseThrow()
        .stage()
        .environment()
        .map(each -> each.name() + " " + each.attributes())
        .orElseThrow();
  }

  @Test
  void artifacts_are_downloaded_before_the_wheel_is_uploaded_and_the_script_run() {
    SimulatedRun run = simulate(flow).start(byHand("dev"));

    assertThat(run).ranInOrder("build", "deploy_dev");
    assertThat(run)
        .ranInOrder(
            "deploy_dev/fetch package",
            "deploy_dev/upload wheel",
            "deploy_dev/upload script",
            "deploy_dev/load orders");
  }

  @Test
  void without_safety_the_other_scanners_still_judge() {
    Pipeline without = DeltaLakePipeline.of(lake.project(Optional.empty()));
    Stream<String> steps =
        without.graph().find(StageName.of("security")).orElseThrow().stage().steps().stream()
            .map(step -> step.name().value());

    assertThat(steps).containsExactly("bandit", "semgrep");
    assertThat(flow.toString()).contains("safety.json");
  }

  private static void assertSkipped(SimulatedRun run, String stage) {
    assertThat(run).stage(stage).wasSkipped();
  }

  /** The deployment stages that ran; all others must say that they were skipped. */
  private static List<String> deployed(SimulatedRun simulated) {
    Run run = simulated.run();
    return DescribedLake.DEPLOYMENTS.stream()
        .filter(
            name -> {
              StageRun stage = run.stage(StageName.of(name));
              return stage.status() != RunStatus.SKIPPED;
            })
        .toList();
  }
}
