package dev.lockflight.testkit.dbt;

import static dev.lockflight.testkit.TestKit.assertThat;
import static dev.lockflight.testkit.TestKit.simulate;

import dev.lockflight.Attribute;
import dev.lockflight.Cause;
import dev.lockflight.Environment;
import dev.lockflight.Gate;
import dev.lockflight.Output;
import dev.lockflight.Pipeline;
import dev.lockflight.Stage;
import dev.lockflight.connector.dbt.Dbt;
import dev.lockflight.connector.dbt.DbtGates;
import dev.lockflight.connector.dbt.DbtResult;
import dev.lockflight.testkit.simulation.Simulation;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real dbt step and gate on recorded artifacts, in a flow whose other parts are simulated. */
class SimulatedFlowTest {
  private static final Output<DbtResult> BUILT = Output.of("built", DbtResult.class);
  private static final Gate TESTS = DbtGates.testsPassed(BUILT);

  @TempDir Path project;

  private Simulation playing(String recording) throws Exception {
    Dbt dbt =
        RecordedDbtTest.project(project)
            .runBy(RecordedDbt.playing(RecordedDbtTest.recorded(recording)));
    Environment stage = Environment.of("stage").with(new Attribute(Attribute.DBT_TARGET, "stage"));
    Simulation sim =
        simulate(
            Pipeline.of(
                "delivery",
                Stage.of("build")
                    .in(stage)
                    .run(dbt.build().leavingFailuresToGates().into(BUILT))
                    .verify(TESTS),
                Stage.of("next")));
    sim.step("dbt build").isReal().gate(TESTS.name().value()).isReal();
    return sim;
  }

  @Test
  void a_green_build_goes_on() throws Exception {
    assertThat(playing("build-green").start(Cause.manual(Simulation.ALICE))).succeeded();
  }

  @Test
  void a_failing_dbt_test_stops_the_release() throws Exception {
    assertThat(playing("build-failing-test").start(Cause.manual(Simulation.ALICE)))
        .failed()
        .atGate(TESTS.name().value())
        .neverStarted("next");
  }
}
