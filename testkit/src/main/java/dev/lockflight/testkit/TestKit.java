package dev.lockflight.testkit;

import dev.lockflight.Environment;
import dev.lockflight.Pipeline;
import dev.lockflight.store.RunStore;
import dev.lockflight.testkit.assertion.PipelineAssert;
import dev.lockflight.testkit.assertion.RunAssert;
import dev.lockflight.testkit.assertion.RunRecord;
import dev.lockflight.testkit.crash.CrashEverywhere;
import dev.lockflight.testkit.explore.Entering;
import dev.lockflight.testkit.explore.Exploration;
import dev.lockflight.testkit.explore.Fact;
import dev.lockflight.testkit.explore.Invariant;
import dev.lockflight.testkit.explore.RolledBack;
import dev.lockflight.testkit.simulation.SimulatedRun;
import dev.lockflight.testkit.simulation.Simulation;
import java.util.function.Supplier;

/**
 * The words promotion logic is tested with; import them statically.
 *
 * <pre>{@code
 * Simulation sim = simulate(delivery).gate("row-count").fails("-31 %");
 * assertThat(sim.start(push("main"))).failed().atGate("row-count").neverStarted("prod_build");
 *
 * assertThat(delivery).everyPathInto("prod").passes("data-owners");
 *
 * explore(delivery).check(never(entering(prod)).without(verified(stage)));
 * }</pre>
 */
public final class TestKit {
  private TestKit() {}

  /** A whole flow on the real engine, in virtual time. */
  public static Simulation simulate(Pipeline... pipelines) {
    return Simulation.of(pipelines);
  }

  /** Every way a flow can go. */
  public static Exploration explore(Pipeline pipeline) {
    return Exploration.of(pipeline);
  }

  /** A flow whose engine is killed at every position of the journal, one after the other. */
  public static CrashEverywhere crashEverywhere(Pipeline pipeline) {
    return CrashEverywhere.of(pipeline);
  }

  /** The same on stores of the test's: each call gives a new and empty one. */
  public static CrashEverywhere crashEverywhere(Pipeline pipeline, Supplier<RunStore> stores) {
    return CrashEverywhere.of(pipeline).on(stores);
  }

  /** Facts about the run as it stands now. */
  public static RunAssert assertThat(SimulatedRun run) {
    return assertThat(run.record());
  }

  public static RunAssert assertThat(RunRecord run) {
    return RunAssert.of(run);
  }

  /** Facts that the definition alone proves. */
  public static PipelineAssert assertThat(Pipeline pipeline) {
    return PipelineAssert.of(pipeline);
  }

  public static Entering entering(Environment environment) {
    return Entering.entering(environment);
  }

  /** Begins something that must not happen on any way. */
  public static Entering.Never never(Entering entering) {
    return Entering.never(entering);
  }

  public static Invariant everyFailedVerificationIsRolledBackIn(Environment environment) {
    return RolledBack.everyFailedVerificationIn(environment);
  }

  public static Fact verified(Environment environment) {
    return Fact.verified(environment);
  }

  public static Fact approvedBy(String group, int people) {
    return Fact.approvedBy(group, people);
  }

  public static Fact passed(String gate) {
    return Fact.passed(gate);
  }
}
