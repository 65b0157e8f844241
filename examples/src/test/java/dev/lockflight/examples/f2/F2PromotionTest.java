package dev.lockflight.examples.f2;

import static dev.lockflight.examples.f2.DeltaLakePipeline.MAIN;
import static dev.lockflight.examples.f2.DeltaLakePipeline.NIGHTLY;
import static dev.lockflight.examples.f2.DeltaLakePipeline.SUMMARY;
import static dev.lockflight.testkit.TestKit.assertThat;
import static dev.lockflight.testkit.TestKit.simulate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockflight.Cause;
import dev.lockflight.InvalidParameterException;
import dev.lockflight.Pipeline;
import dev.lockflight.Principal;
import dev.lockflight.Secret;
import dev.lockflight.StageName;
import dev.lockflight.connector.databricks.Databricks;
import dev.lockflight.connector.databricks.DatabricksAuth;
import dev.lockflight.connector.docker.Docker;
import dev.lockflight.connector.docker.DockerCli;
import dev.lockflight.examples.f2.DeltaLakeProject.Places;
import dev.lockflight.examples.f2.DeltaLakeProject.Tools;
import dev.lockflight.proof.PipelinePaths;
import dev.lockflight.run.Run;
import dev.lockflight.run.RunStatus;
import dev.lockflight.run.StageRun;
import dev.lockflight.testkit.simulation.SimulatedRun;
import dev.lockflight.testkit.simulation.Simulation;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the flow of the Delta Lake project will and will never do. Nothing is deployed. */
class F2PromotionTest {
  private static final Principal PRODUCT = Principal.of("paula").withGroups("product");
  private static final Principal MANAGER = Principal.of("rita").withGroups("release-managers");
  private static final Cause DEVELOP = Cause.push("develop", Simulation.ALICE);
  private static final Cause PULL = Cause.pullRequest("main", "develop", Simulation.ALICE);
  private static final Path NOWHERE = Path.of("nowhere");
  private static final List<String> DEPLOYMENTS =
      List.of("deploy_main", "deploy_dev", "deploy_trial", "deploy_staging", "deploy_production");

  private final JobOverview overview = new JobOverview();
  private Docker docker;
  private Databricks databricks;
  private Pipeline flow;

  @BeforeEach
  void describe() {
    docker = Docker.at(URI.create("unix:///nowhere.sock"));
    databricks =
        Databricks.open(
            DatabricksAuth.token(URI.create("https://nowhere.invalid"), Secret.of("none")));
    flow = DeltaLakePipeline.of(project(Optional.of("safety")));
  }

  /** With the whole matrix of the drawing. */
  private DeltaLakeProject project(Optional<String> safety) {
    Interpreters six =
        new Interpreters(
            Map.of("3.9", NOWHERE, "3.10", NOWHERE, "3.11", NOWHERE),
            Map.of("11", NOWHERE, "17", NOWHERE));
    return new DeltaLakeProject(
        new Places(NOWHERE, NOWHERE, NOWHERE),
        new Tools(Map.of(), NOWHERE, six, safety),
        new DeltaLakeImages(DockerCli.of(Map.of()), docker, NOWHERE, "base"),
        databricks,
        overview);
  }

  @AfterEach
  void close() {
    docker.close();
    databricks.close();
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
    SimulatedRun run = sim.start(byHand("production"), dev.lockflight.Release.of("c0ffee"));
    assertThat(run).waitsFor("release-managers").neverDeployedTo("production");
    assertThatThrownBy(
            () -> run.approve("release-managers", Simulation.ALICE.withGroups("release-managers")))
        .hasMessageContaining("alice");
    run.approve("release-managers", MANAGER);

    assertThat(run).succeeded().deployedTo("production");
    assertThat(deployed(run)).containsExactly("deploy_production");
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

  @ParameterizedTest
  @CsvSource({
    "quality/no findings black, quality",
    "security/bandit.json, security",
    "terraform/terraform formatted, terraform",
    "tests/junit.xml, tests",
    "kubernetes/best practices, kubernetes",
    "build/twine check, build"
  })
  void what_fails_before_the_build_stops_every_deployment(String gate, String failing) {
    for (Cause cause :
        List.of(Cause.push("main", Simulation.ALICE), byHand("dev"), byHand("production"))) {
      Simulation sim = simulate(flow);
      sim.gate(named(gate)).fails("seeded");
      SimulatedRun run = sim.start(cause);

      assertThat(run).failed().neverStarted(DEPLOYMENTS.toArray(String[]::new));
      assertThat(run)
          .stage(failing.equals("tests") ? "tests[python=3.9,java=11]" : failing)
          .failed();
      assertSkipped(run, "performance");
      assertThat(run).stage("test_summary").succeeded();
    }
  }

  /** The gate of the stage whose name holds these words. */
  private String named(String gate) {
    String stage = gate.substring(0, gate.indexOf('/'));
    String words = gate.substring(gate.indexOf('/') + 1);
    return stage
        + "/"
        + flow.graph().find(StageName.of(stage)).orElseThrow().stage().gates().verify().stream()
            .map(each -> each.name().value())
            .filter(name -> name.contains(words))
            .findFirst()
            .orElseThrow();
  }

  @Test
  void one_failed_cell_stops_what_follows_and_the_others_are_run_to_their_end() {
    Simulation sim = simulate(flow);
    sim.step("tests[python=3.9,java=17]").fails("a test failed");
    SimulatedRun run = sim.start(MAIN);

    assertThat(run).failed().neverStarted("build", "performance", "deploy_main");
    assertThat(run).stage("tests[python=3.9,java=17]").failed();
    assertThat(run).stage("tests[python=3.11,java=11]").succeeded();
    assertThat(run).stage("test_summary").succeeded();
  }

  @Test
  void one_image_that_cannot_be_built_stops_what_follows() {
    Simulation sim = simulate(flow);
    sim.step("docker[target=api]").fails("no such file");
    SimulatedRun run = sim.start(MAIN);

    assertThat(run).failed().neverStarted("kubernetes", "build", "deploy_main");
    assertThat(run).stage("docker[target=processor]").succeeded();
  }

  @Test
  void a_slow_main_is_not_deployed() {
    Simulation sim = simulate(flow);
    sim.gate(named("performance/benchmark")).fails("+ 900 %");
    SimulatedRun run = sim.start(MAIN);

    assertThat(run).failed().neverStarted("deploy_main").neverDeployedTo("staging");
    assertThat(run).stage("build").succeeded();
    assertThat(run).stage("test_summary").succeeded();
  }

  @Test
  void each_environment_has_a_configuration_of_its_own() {
    assertThat(DEPLOYMENTS.stream().map(this::configuration))
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
  void the_summary_shows_success_failure_warning_and_what_was_skipped() throws Exception {
    Simulation sim = simulate(flow).opening(engine -> engine.follow(overview));
    sim.step("results overview").isReal();
    sim.gate(named("kubernetes/best practices")).warns("no limits");
    sim.gate(named("security/bandit.json")).fails("2 high");
    SimulatedRun run = sim.start(MAIN);

    assertThat(run)
        .output(SUMMARY)
        .extracting(files -> files.files().get("summary.md"))
        .satisfies(
            page ->
                assertThat(Files.readString(page))
                    .contains("Started by push to main by alice")
                    .contains("| quality | ✅ SUCCEEDED |")
                    .contains("| kubernetes | ⚠️ SUCCEEDED |")
                    .contains("| security | ❌ FAILED: ")
                    .contains("| build | ⏸️ SKIPPED: needs ")
                    .contains("| deploy_production | ⏸️ SKIPPED: ")
                    .contains("| tests[python=3.10,java=11] | ✅ SUCCEEDED |"));
  }

  @Test
  void without_safety_the_other_scanners_still_judge() {
    Pipeline without = DeltaLakePipeline.of(project(Optional.empty()));
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
    return DEPLOYMENTS.stream()
        .filter(
            name -> {
              StageRun stage = run.stage(StageName.of(name));
              return stage.status() != RunStatus.SKIPPED;
            })
        .toList();
  }
}
