package dev.lockflight.connector.python;

import static dev.lockflight.connector.python.PythonGates.noFindings;
import static dev.lockflight.dsl.Lockflight.approval;
import static dev.lockflight.dsl.Lockflight.environment;
import static dev.lockflight.dsl.Lockflight.pipeline;
import static dev.lockflight.dsl.Lockflight.stage;
import static dev.lockflight.testkit.TestKit.assertThat;
import static dev.lockflight.testkit.TestKit.simulate;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockflight.Cause;
import dev.lockflight.Environment;
import dev.lockflight.Output;
import dev.lockflight.Pipeline;
import dev.lockflight.Secret;
import dev.lockflight.testkit.simulation.Simulation;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A package from its code to an index, in a simulation. */
class PackageFlowTest {
  private static final Output<ToolResult> FLAKE8 = Output.of("flake8", ToolResult.class);
  private static final Output<PythonPackage> BUILT = Output.of("built", PythonPackage.class);
  private static final Secret TOKEN = Secret.of("PYPI_TOKEN");
  private static final Environment INDEX =
      environment("index").isProtected().require(approval("maintainers"));
  private final URI repository = URI.create("https://index.example/legacy/");
  private final Python python =
      Python.in(Path.of("package")).inheriting(Map.of("PATH", "/usr/bin"));

  private Pipeline flow() {
    return pipeline(
        "package",
        stage("quality")
            .run(python.black("src"))
            .run(python.flake8("src").with("--max-line-length=88").judgedByGates().into(FLAKE8))
            .verify(noFindings(FLAKE8)),
        stage("package")
            .run(python.build().withoutIsolation().into(BUILT))
            .verify(python.twineCheck(BUILT)),
        stage("publish").in(INDEX).run(python.upload(BUILT).to(repository).token(TOKEN)));
  }

  @Test
  void package_that_is_approved_is_published() {
    Simulation sim = simulate(flow());

    assertThat(sim.start(Cause.manual(Simulation.ALICE)).approve("maintainers")).succeeded();
  }

  @Test
  void findings_and_a_failed_check_stop_it_before_the_index() {
    for (String gate : new String[] {"no findings flake8", "twine check built"}) {
      Simulation sim = simulate(flow()).gate(gate).fails("found");

      assertThat(sim.start(Cause.manual(Simulation.ALICE)))
          .failed()
          .atGate(gate)
          .neverStarted("publish");
    }
  }

  @Test
  void outline_tells_the_commands_and_names_the_secret_only() {
    assertThat(flow().toString())
        .contains(
            "flake8 --max-line-length=88 src",
            "to https://index.example/legacy/",
            "PYPI_TOKEN=***");
  }
}
