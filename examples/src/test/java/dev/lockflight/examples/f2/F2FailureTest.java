package dev.lockflight.examples.f2;

import static dev.lockflight.examples.f2.DeltaLakePipeline.MAIN;
import static dev.lockflight.examples.f2.DeltaLakePipeline.SUMMARY;
import static dev.lockflight.testkit.TestKit.assertThat;
import static dev.lockflight.testkit.TestKit.simulate;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockflight.Cause;
import dev.lockflight.Pipeline;
import dev.lockflight.StageName;
import dev.lockflight.connector.python.ToolResult;
import dev.lockflight.testkit.simulation.SimulatedRun;
import dev.lockflight.testkit.simulation.Simulation;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a failure stops in the flow of the Delta Lake project, and what is told of it. */
class F2FailureTest {
  private static final String ASKED = "ran with the interpreters asked for";
  private final DescribedLake lake = DescribedLake.asDrawn();
  private final Pipeline flow = lake.flow();

  @AfterEach
  void close() {
    lake.close();
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
        List.of(
            Cause.push("main", Simulation.ALICE),
            DeltaLake.byHand("dev"),
            DeltaLake.byHand("production"))) {
      Simulation sim = simulate(flow);
      sim.gate(named(gate)).fails("seeded");
      SimulatedRun run = sim.start(cause);

      assertThat(run).failed().neverStarted(DescribedLake.DEPLOYMENTS.toArray(String[]::new));
      assertThat(run)
          .stage(failing.equals("tests") ? "tests[python=3.9,java=11]" : failing)
          .failed();
      assertThat(run).stage("performance").wasSkipped();
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
  void a_cell_that_ran_with_something_else_fails_and_one_that_does_not_say_is_an_error() {
    Simulation sim = simulate(flow);
    sim.gate(ASKED).isReal();
    sim.step("tests[python=3.9,java=11]").succeedsWith(cell("3.9", "11"));
    sim.step("tests[python=3.9,java=17]").succeedsWith(cell("3.9", "11"));
    sim.step("tests[python=3.10,java=11]").succeedsWith(cell("", ""));
    SimulatedRun run = sim.start(MAIN);

    assertThat(run).stage("tests[python=3.9,java=11]").succeeded();
    assertThat(run)
        .stage("tests[python=3.9,java=17]")
        .failed()
        .becauseOf("ran with Python 3.9, Java 11 instead of Python 3.9, Java 17");
    assertThat(run).stage("tests[python=3.10,java=11]").errored();
    assertThat(run).neverStarted("build").neverDeployedTo("staging");
  }

  private static TestedCell cell(String python, String java) {
    ToolResult clean =
        new ToolResult("pytest", ToolResult.Outcome.CLEAN, 0, List.of(), "log", Map.of());
    return new TestedCell(python, java, clean);
  }

  @Test
  void the_summary_shows_success_failure_warning_and_what_was_skipped() throws Exception {
    Simulation sim = simulate(flow).opening(engine -> engine.follow(lake.overview()));
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
}
