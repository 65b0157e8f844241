package dev.lockflight.testkit.simulation;

import static dev.lockflight.dsl.Lockflight.action;
import static dev.lockflight.dsl.Lockflight.by;
import static dev.lockflight.dsl.Lockflight.environment;
import static dev.lockflight.dsl.Lockflight.gate;
import static dev.lockflight.dsl.Lockflight.manual;
import static dev.lockflight.dsl.Lockflight.on;
import static dev.lockflight.dsl.Lockflight.pipeline;
import static dev.lockflight.dsl.Lockflight.push;
import static dev.lockflight.dsl.Lockflight.stage;
import static dev.lockflight.testkit.TestKit.assertThat;
import static dev.lockflight.testkit.TestKit.explore;
import static dev.lockflight.testkit.TestKit.simulate;
import static dev.lockflight.testkit.simulation.Simulation.ALICE;
import static java.time.Duration.ofHours;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockflight.Cause;
import dev.lockflight.Environment;
import dev.lockflight.EnvironmentName;
import dev.lockflight.Order;
import dev.lockflight.Pipeline;
import dev.lockflight.Principal;
import dev.lockflight.Release;
import dev.lockflight.Trigger;
import dev.lockflight.Verdict;
import dev.lockflight.engine.RollbackTarget;
import dev.lockflight.testkit.explore.Explored;
import org.junit.jupiter.api.Test;

class OrdersInSimulationTest {
  private static final Principal OLGA = Principal.of("olga").withGroups("on-call");
  private static final Trigger PUSH = push("main");

  private final Environment stage = environment("stage");
  private final Environment prod = environment("prod").hotfixes(by("on-call"));
  private final EnvironmentName prodName = prod.name();
  private final Pipeline delivery =
      pipeline(
          "delivery",
          on(PUSH, manual()),
          stage("stage").in(stage).run(action("build", context -> {})),
          stage("prod")
              .in(prod)
              .run(action("deploy", context -> {}))
              .verify(gate("healthy", context -> Verdict.passed("200")))
              .onFailure(
                  dev.lockflight.dsl.Lockflight.rollback(
                      action("restore", context -> {}).operation())));

  @Test
  void vetoed_release_is_rejected_in_front_of_prod() {
    Simulation sim = simulate(delivery);
    sim.order(Order.veto(prodName, "c1", ALICE, "drops revenue"));

    SimulatedRun run = sim.start(PUSH, "c1");

    assertThat(run).wasVetoedIn("prod").neverDeployedTo("prod").deployedTo("stage");
    assertThatThrownBy(() -> assertThat(run).wasVetoedIn("stage"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("to be rejected by a veto in stage");
    assertThatThrownBy(() -> assertThat(run).wasVetoedIn("moon"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("has no environment moon; it has [stage, prod]");
    assertThat(sim.start(PUSH, "c2")).succeeded();
  }

  @Test
  void pinned_prod_waits_until_the_pin_ends() {
    Simulation sim = simulate(delivery);
    sim.start(PUSH, "c1");
    sim.order(Order.pin(prodName, ALICE, "year end").until(sim.now().plus(ofHours(8))));

    SimulatedRun run = sim.start(PUSH, "c2");

    assertThat(run).waitsForPinOf("prod").waitsUntil(sim.now().plus(ofHours(8)));
    assertThatThrownBy(() -> assertThat(run).waitsForHoldOf("prod"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("to wait for the hold of prod");
    sim.advance(ofHours(8));
    assertThat(run).succeeded();
  }

  @Test
  void rollback_by_hand_holds_the_next_push_and_lets_a_person_pass() {
    Simulation sim = simulate(delivery);
    sim.start(PUSH, "c1");
    sim.advance(ofHours(1));
    sim.start(PUSH, "c2");
    sim.rollback("prod", RollbackTarget.PREVIOUS, ALICE, "empty dashboards");

    SimulatedRun pushed = sim.start(PUSH, "c3");

    assertThat(pushed).waitsForHoldOf("prod");
    assertThat(sim.start(Cause.manual(ALICE), Release.of("c4"))).succeeded();
    assertThat(pushed).superseded();
  }

  @Test
  void hotfix_passes_the_freeze() {
    Simulation sim =
        simulate(delivery).freeze("prod", Simulation.START, Simulation.START.plus(ofHours(99)));

    assertThat(sim.start(Cause.manual(OLGA), Release.of("c1"))).waitsFor("window of prod");
    assertThat(sim.startAsHotfix(Cause.manual(OLGA), Release.of("c2"), "invoices are wrong"))
        .waitsForLockOf("prod");
  }

  @Test
  void no_way_lets_a_vetoed_release_in_whenever_somebody_vetoes_it() {
    Explored explored = explore(delivery).disturbances(1, 0, 1).vetoes(1).check();

    assertThat(explored.isComplete()).isTrue();
    assertThat(explored.toString()).contains("1 vetoes");
  }
}
