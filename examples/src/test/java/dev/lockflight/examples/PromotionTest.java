package dev.lockflight.examples;

import static dev.lockflight.dsl.Lockflight.push;
import static dev.lockflight.testkit.TestKit.approvedBy;
import static dev.lockflight.testkit.TestKit.assertThat;
import static dev.lockflight.testkit.TestKit.crashEverywhere;
import static dev.lockflight.testkit.TestKit.entering;
import static dev.lockflight.testkit.TestKit.everyFailedVerificationIsRolledBackIn;
import static dev.lockflight.testkit.TestKit.explore;
import static dev.lockflight.testkit.TestKit.never;
import static dev.lockflight.testkit.TestKit.simulate;
import static dev.lockflight.testkit.TestKit.verified;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockflight.Cause;
import dev.lockflight.LockPolicy;
import dev.lockflight.LockRule;
import dev.lockflight.Pipeline;
import dev.lockflight.Principal;
import dev.lockflight.connector.dbt.LocalDbt;
import dev.lockflight.engine.RefusedException;
import dev.lockflight.testkit.explore.Explored;
import dev.lockflight.testkit.simulation.SimulatedRun;
import dev.lockflight.testkit.simulation.Simulation;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the delivery will and will never do. Nothing is deployed, and no dbt is needed. */
class PromotionTest {
  private static final Principal BOB = Principal.of("bob").withGroups("data-owners");

  private static final String ROW_COUNT =
      "rows of gold_analytics.fact_laps in stage within 10 percent of prod"
          + " (WARNED when nothing is deployed)";

  @TempDir Path data;
  private Pipeline delivery;

  @BeforeEach
  void describe() {
    LocalDbt never = LocalDbt.executable(Path.of("dbt"));
    delivery = ContinuousDelivery.forTeams(new Workplace(Path.of("dbt"), never, data));
  }

  @Test
  void prod_is_never_reached_without_an_approval() {
    assertThat(delivery).everyPathInto("prod").passes("data-owners");
  }

  @Test
  void a_good_release_goes_to_prod_once_it_is_approved() {
    SimulatedRun run = simulate(delivery).start(push("main"));
    assertThat(run).waitsFor("data-owners").neverDeployedTo("prod");
    run.approve("data-owners", BOB);
    assertThat(run).succeeded().deployedTo("prod").ranInOrder("stg_build", "prod_build", "docs");
  }

  @Test
  void a_failed_row_count_stops_the_release() {
    Simulation sim = simulate(delivery).gate(ROW_COUNT).fails("-31 %");
    SimulatedRun run = sim.start(push("main"));
    assertThat(run).failed().atGate(ROW_COUNT).neverStarted("prod_build");
  }

  @Test
  void an_approval_that_nobody_gives_expires() {
    Simulation sim = simulate(delivery);
    SimulatedRun run = sim.start(push("main"));
    sim.advance(ofHours(23));
    assertThat(run).waitsFor("data-owners");
    sim.advance(ofHours(1));
    assertThat(run).expired().neverStarted("prod_build");
  }

  @Test
  void nobody_approves_what_he_started_or_wrote() {
    Cause cause = Cause.push("main", BOB).withAuthors("carol");
    SimulatedRun run = simulate(delivery).start(cause);
    Principal carol = Principal.of("carol").withGroups("data-owners");
    assertThatThrownBy(() -> run.approve("data-owners", BOB))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("bob started the run");
    assertThatThrownBy(() -> run.approve("data-owners", carol))
        .hasMessageContaining("carol wrote a commit");
    assertThat(run).waitsFor("data-owners");
  }

  @Test
  void an_approval_of_what_has_changed_since_is_asked_for_again() {
    LockRule released = LockRule.of(LockPolicy.QUEUE).releasedWhileWaiting();
    Pipeline shared = Variant.of(delivery).environments(each -> each.lock(released));
    Simulation sim = simulate(shared);
    SimulatedRun first = sim.start(push("main"));
    SimulatedRun second = sim.start(push("main"));
    second.approve("data-owners", BOB);
    assertThat(second).succeeded();
    assertThatThrownBy(() -> first.approve("data-owners", BOB))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("has changed since it was asked");
    assertThat(first).waitsFor("data-owners").neverDeployedTo("prod");
    first.approve("data-owners", BOB);
    assertThat(first).succeeded();
  }

  @Test
  void a_crash_while_prod_is_built_does_not_build_it_twice() {
    Simulation sim = simulate(delivery);
    sim.step("prod_build/dbt build").takes(ofMinutes(40)).isInterruptedByCrash();
    SimulatedRun run = sim.start(push("main"));
    run.approve("data-owners", BOB);
    sim.advance(ofHours(1));
    assertThat(run).succeeded();
    assertThat(sim.effects())
        .filteredOn(effect -> effect.step().toString().equals("prod_build/run/dbt build"))
        .hasSize(1);
  }

  @Test
  void a_failed_verification_in_prod_is_rolled_back() {
    Simulation sim =
        simulate(delivery)
            .gate("points of gold_analytics.team_performance in prod is not negative")
            .fails("-3");
    sim.gate("prod is usable again").passes();
    SimulatedRun run = sim.start(push("main"));
    run.approve("data-owners", BOB);
    assertThat(run).failed().stage("prod_build").rolledBack();
    assertThat(run).neverStarted("docs");
  }

  @Test
  void it_ends_alike_wherever_the_engine_is_killed() {
    assertThat(crashEverywhere(delivery).check().problems()).isEmpty();
  }

  @Test
  void on_no_way_does_an_unproven_release_enter_prod() {
    var stage = Variant.environment(delivery, "stage");
    var prod = Variant.environment(delivery, "prod");
    Explored explored =
        explore(delivery)
            .startedBy(push("main"))
            .atMostDisturbances(1)
            .check(
                never(entering(prod)).without(verified(stage)).and(approvedBy("data-owners", 1)),
                everyFailedVerificationIsRolledBackIn(prod));
    assertThat(explored.isComplete()).isTrue();
  }
}
