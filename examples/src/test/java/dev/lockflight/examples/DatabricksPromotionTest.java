package dev.lockflight.examples;

import static dev.lockflight.dsl.Lockflight.push;
import static dev.lockflight.testkit.TestKit.assertThat;
import static dev.lockflight.testkit.TestKit.crashEverywhere;
import static dev.lockflight.testkit.TestKit.simulate;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockflight.Cause;
import dev.lockflight.Pipeline;
import dev.lockflight.Principal;
import dev.lockflight.Secret;
import dev.lockflight.connector.databricks.Databricks;
import dev.lockflight.connector.databricks.DatabricksAuth;
import dev.lockflight.connector.databricks.DatabricksSettings;
import dev.lockflight.engine.RefusedException;
import dev.lockflight.testkit.simulation.SimulatedRun;
import dev.lockflight.testkit.simulation.Simulation;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What the delivery in Databricks will and will never do. No workspace is there to be asked. Gates
 * that are asked again and again have too many ways to explore them all; the same flow without them
 * is explored in {@link PromotionTest}.
 */
class DatabricksPromotionTest {
  private static final Principal BOB = Principal.of("bob").withGroups("data-owners");

  private static final String ROW_COUNT =
      "rows of gold_analytics.fact_laps in stage within 10 percent of prod"
          + " (WARNED when nothing is deployed)";

  private Databricks nowhere;
  private Pipeline delivery;

  @BeforeEach
  void describe() {
    DatabricksAuth auth =
        DatabricksAuth.token(URI.create("https://nowhere.invalid"), Secret.of("databricks-token"));
    nowhere = Databricks.open(auth, DatabricksSettings.usual());
    delivery = DatabricksDelivery.forTeams(nowhere, Path.of("dbt"));
  }

  @AfterEach
  void close() {
    nowhere.close();
  }

  @Test
  void approval_stands_between_the_notebook_runs_of_stage_and_of_prod() {
    assertThat(delivery).everyPathInto("prod").passes("data-owners");
    SimulatedRun run = simulate(delivery).start(push("main"));
    assertThat(run).waitsFor("data-owners").neverDeployedTo("prod");

    run.approve("data-owners", BOB);

    assertThat(run).succeeded().deployedTo("prod").ranInOrder("stg_build", "prod_build", "docs");
  }

  @Test
  void warehouse_that_does_not_start_ends_the_run_before_dbt_is_called() {
    Simulation sim = simulate(delivery);
    sim.step("stg_build/start-warehouse").fails("the warehouse stays STARTING");
    SimulatedRun run = sim.start(push("main"));

    assertThat(run).failed().neverStarted("prod_build");
    assertThat(sim.effects())
        .extracting(effect -> effect.step().item())
        .doesNotContain("dbt build");
  }

  @Test
  void a_warehouse_that_cannot_tell_is_asked_again_and_then_errored() {
    Simulation sim = simulate(delivery);
    sim.gate(ROW_COUNT).errors("the warehouse cannot be reached");
    SimulatedRun run = sim.start(push("main"));
    assertThat(run).isWaiting();
    sim.advance(ofMinutes(1));

    assertThat(run).errored().neverStarted("prod_build");
  }

  @Test
  void nobody_promotes_what_he_started() {
    SimulatedRun run = simulate(delivery).start(Cause.push("main", BOB));

    assertThatThrownBy(() -> run.approve("data-owners", BOB))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("bob started the run");
    assertThat(run).waitsFor("data-owners");
  }

  @Test
  void an_approval_that_nobody_gives_expires() {
    Simulation sim = simulate(delivery);
    SimulatedRun run = sim.start(push("main"));
    sim.advance(ofHours(24));

    assertThat(run).expired().neverStarted("prod_build");
  }

  @Test
  void a_crash_while_the_notebook_builds_prod_does_not_begin_a_second_one() {
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
    Simulation sim = simulate(delivery);
    sim.gate("points of gold_analytics.team_performance in prod is not negative").fails("-3");
    sim.gate("prod is usable again").passes();
    SimulatedRun run = sim.start(push("main"));
    run.approve("data-owners", BOB);
    sim.advance(ofMinutes(1));

    assertThat(run).failed().stage("prod_build").rolledBack();
    assertThat(run).neverStarted("docs");
  }

  @Test
  void it_ends_alike_wherever_the_engine_is_killed() {
    assertThat(crashEverywhere(delivery).check().problems()).isEmpty();
  }
}
