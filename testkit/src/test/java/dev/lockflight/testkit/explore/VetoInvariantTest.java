package dev.lockflight.testkit.explore;

import static dev.lockflight.dsl.Lockflight.action;
import static dev.lockflight.dsl.Lockflight.environment;
import static dev.lockflight.dsl.Lockflight.on;
import static dev.lockflight.dsl.Lockflight.pipeline;
import static dev.lockflight.dsl.Lockflight.push;
import static dev.lockflight.dsl.Lockflight.stage;
import static dev.lockflight.testkit.TestKit.simulate;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockflight.EnvironmentName;
import dev.lockflight.Order;
import dev.lockflight.Pipeline;
import dev.lockflight.run.JournalEntry;
import dev.lockflight.run.Run;
import dev.lockflight.testkit.simulation.SimulatedRun;
import dev.lockflight.testkit.simulation.Simulation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** An engine that overlooks a veto is noticed. */
class VetoInvariantTest {
  private final Pipeline delivery =
      pipeline(
          "delivery",
          on(push("main")),
          stage("prod").in(environment("prod")).run(action("deploy", context -> {})));

  /** What a walk would show if a run entered although this order stood. */
  private Optional<String> violationBy(Order order) {
    Simulation sim = simulate(delivery);
    SimulatedRun run = sim.start(push("main"), "c1");
    sim.order(order);
    List<Happening> happenings = new ArrayList<>();
    Run before = Run.empty(run.id());
    for (JournalEntry entry : run.journal()) {
      Run after = before.after(entry);
      happenings.add(new Happening(before, entry, after));
      before = after;
    }
    Moment moment =
        new Moment(
            delivery,
            List.of(before),
            happenings,
            new Moment.Past(run.journal(), sim.engine().ledger()),
            new Moment.Effects(Map.of(), Map.of()),
            true);
    return Invariants.builtIn().stream()
        .filter(invariant -> invariant.name().contains("vetoed release"))
        .flatMap(invariant -> invariant.violatedBy(moment).stream())
        .findFirst();
  }

  @Test
  void vetoed_release_that_enters_violates_the_invariant() {
    EnvironmentName prod = EnvironmentName.of("prod");

    assertThat(violationBy(Order.veto(prod, "c1", Simulation.ALICE, "drops revenue")))
        .contains("c1 enters prod although vetoed");
    assertThat(violationBy(Order.vetoEverywhere("c1", Simulation.ALICE, "drops revenue")))
        .contains("c1 enters prod although vetoed");
    assertThat(violationBy(Order.veto(prod, "c2", Simulation.ALICE, "another one"))).isEmpty();
  }
}
