package dev.lockflight.testkit.junit;

import static dev.lockflight.dsl.Lockflight.action;
import static dev.lockflight.dsl.Lockflight.approval;
import static dev.lockflight.dsl.Lockflight.environment;
import static dev.lockflight.dsl.Lockflight.on;
import static dev.lockflight.dsl.Lockflight.pipeline;
import static dev.lockflight.dsl.Lockflight.push;
import static dev.lockflight.dsl.Lockflight.stage;
import static dev.lockflight.testkit.TestKit.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.lockflight.Pipeline;
import dev.lockflight.testkit.simulation.SimulatedRun;
import dev.lockflight.testkit.simulation.Simulation;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.testkit.engine.EngineTestKit;

class SimulationExtensionTest {
  private static final ByteArrayOutputStream PRINTED = new ByteArrayOutputStream();

  private static Pipeline delivery() {
    return pipeline(
        "delivery",
        on(push("main")),
        stage("prod_build")
            .in(environment("prod").require(approval("owners")))
            .run(action("build", context -> {})));
  }

  /** Run by the tests of this class. */
  static class Sample {
    @RegisterExtension
    static final SimulationExtension SIMULATION =
        SimulationExtension.of(SimulationExtensionTest::delivery)
            .printingTo(new PrintStream(PRINTED, true, StandardCharsets.UTF_8));

    @Test
    void passes(Simulation sim) {
      SimulatedRun run = sim.start(push("main"));
      assertThat(run).waitsFor("owners").neverDeployedTo("prod");
    }

    @Test
    void fails(Simulation sim) {
      SimulatedRun run = sim.start(push("main"));
      assertThat(run).succeeded();
    }
  }

  @Test
  void a_failed_test_prints_the_outline_of_its_runs_and_others_print_nothing() {
    PRINTED.reset();
    EngineTestKit.engine("junit-jupiter")
        .selectors(selectClass(Sample.class))
        .execute()
        .testEvents()
        .assertStatistics(stats -> stats.succeeded(1).failed(1));
    assertThat(PRINTED.toString(StandardCharsets.UTF_8))
        .contains("fails(Simulation) failed; what was simulated:", "prod_build", "owners")
        .doesNotContain("passes(Simulation)");
  }
}
