package dev.lockflight.testkit.junit;

import dev.lockflight.Pipeline;
import dev.lockflight.testkit.simulation.SimulatedRun;
import dev.lockflight.testkit.simulation.Simulation;
import java.io.PrintStream;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/**
 * Hands each test a simulation of its own, and prints the outline of its runs when the test fails.
 *
 * <pre>{@code
 * @RegisterExtension
 * static final SimulationExtension SIMULATION = SimulationExtension.of(() -> delivery());
 *
 * @Test
 * void prod_is_not_reached(Simulation sim) { … }
 * }</pre>
 */
public final class SimulationExtension
    implements ParameterResolver, TestExecutionExceptionHandler, AfterEachCallback {
  private static final Namespace OURS = Namespace.create(SimulationExtension.class);

  private final Supplier<Simulation> simulations;
  private final PrintStream out;

  private SimulationExtension(Supplier<Simulation> simulations, PrintStream out) {
    this.simulations = simulations;
    this.out = out;
  }

  /** Simulations of this pipeline, which is made anew for each test. */
  public static SimulationExtension of(Supplier<Pipeline> pipeline) {
    return new SimulationExtension(() -> Simulation.of(pipeline.get()), System.out);
  }

  /** Outlines of failed tests are printed there instead of on standard output. */
  public SimulationExtension printingTo(PrintStream stream) {
    return new SimulationExtension(simulations, stream);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
    return parameter.getParameter().getType() == Simulation.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
    return test.getStore(OURS)
        .getOrComputeIfAbsent(Simulation.class, type -> simulations.get(), Simulation.class);
  }

  @Override
  public void handleTestExecutionException(ExtensionContext test, Throwable problem)
      throws Throwable {
    Simulation simulation = test.getStore(OURS).get(Simulation.class, Simulation.class);
    if (simulation != null) {
      out.println(test.getDisplayName() + " failed; what was simulated:");
      for (SimulatedRun run : simulation.runs()) {
        out.println(run.record().outline());
      }
    }
    throw problem;
  }

  @Override
  public void afterEach(ExtensionContext test) {
    Simulation simulation = test.getStore(OURS).get(Simulation.class, Simulation.class);
    if (simulation != null) {
      simulation.close();
    }
  }
}
