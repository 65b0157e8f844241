package dev.lockflight.testkit.assertion;

import static dev.lockflight.dsl.Lockflight.push;
import static dev.lockflight.testkit.assertion.Delivery.BUILT;
import static dev.lockflight.testkit.assertion.Delivery.assertThatRun;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockflight.Deployment;
import dev.lockflight.Evidence;
import dev.lockflight.Principal;
import dev.lockflight.run.RunEvent;
import dev.lockflight.testkit.simulation.SimulatedRun;
import dev.lockflight.testkit.simulation.Simulation;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RunAssertTest {
  private final Simulation sim = Simulation.of(Delivery.pipelineOf());

  @AfterEach
  void close() {
    sim.close();
  }

  private SimulatedRun started() {
    return sim.start(push("main"));
  }

  private static Evidence rows() {
    return new Evidence("rows of gold.fact_laps", "690", "900 to 1100", "select count(*)");
  }

  @Test
  void a_failed_gate_stops_what_follows() {
    SimulatedRun run = sim.gate("row-count").fails("-31 %", rows()).start(push("main"));

    assertThatRun(run)
        .failed()
        .becauseOf("-31 %")
        .atGate("row-count")
        .atGate("stg_build/row-count")
        .atGate("stg_build/verify/row-count")
        .neverStarted("prod_build", "comment")
        .neverDeployedTo("prod");
    assertThatRun(run).stage("prod_build").wasSkippedBecause("stg_build FAILED").neverBegan();
    assertThatRun(run).stage("stg_build").failed().neverRolledBack();
  }

  @Test
  void the_outline_of_a_wrong_status_is_marked_where_it_was_decided() {
    SimulatedRun run = sim.gate("row-count").fails("-31 %", rows()).start(push("main"));

    assertThatThrownBy(() -> assertThatRun(run).as("the demo").succeeded())
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith("[the demo] ")
        .hasMessageContaining("to be SUCCEEDED")
        .hasMessageContaining("but it is FAILED and was decided at [stg_build/verify/row-count]")
        .message()
        .containsPattern("\n    ✗ verify row-count  FAILED: -31 %  ← here\n");
  }

  @Test
  void another_gate_than_the_one_that_decided_is_refused() {
    SimulatedRun run = sim.gate("row-count").fails("-31 %").start(push("main"));

    assertThatThrownBy(() -> assertThatRun(run).failed().atGate("tests-passed"))
        .hasMessageContaining("to be FAILED at gate tests-passed")
        .hasMessageContaining("was decided at [stg_build/verify/row-count]");
    assertThatThrownBy(() -> assertThatRun(run).atStep("stg_build/dbt build"))
        .hasMessageContaining("at step stg_build/dbt build");
  }

  @Test
  void a_gate_that_could_not_tell_is_no_failure() {
    SimulatedRun run = sim.gate("row-count").errors("no warehouse").start(push("main"));

    assertThatRun(run).errored().atGate("row-count");
    assertThatThrownBy(() -> assertThatRun(run).failed()).hasMessageContaining("it is ERRORED");
  }

  @Test
  void a_run_waits_for_people_in_front_of_production() {
    SimulatedRun run = started();

    assertThatRun(run)
        .isWaiting()
        .waitsFor("data-owners")
        .atGate("data-owners")
        .neverStarted("prod_build")
        .deployedTo("stage")
        .neverDeployedTo("prod");
    assertThatRun(run).stage("prod_build").isWaiting().holdsLock().neverStarted();
    assertThatThrownBy(() -> assertThatRun(run).stage("prod_build").neverBegan())
        .hasMessageContaining("stage prod_build never to begin")
        .hasMessageContaining("it is WAITING, phase require");
    assertThatThrownBy(() -> assertThatRun(run).waitsFor("row-count"))
        .hasMessageContaining("to wait for row-count")
        .hasMessageContaining("approval by 1 of data-owners")
        .message()
        .containsPattern("◔ data-owners.*  ← here\n");
  }

  @Test
  void an_approved_run_goes_through() {
    SimulatedRun run = started().approve("data-owners");

    assertThatRun(run)
        .succeeded()
        .deployedTo("prod")
        .ranInOrder("stg_build/dbt build", "prod_build/dbt build")
        .ranInOrder("stg_build", "prod_build");
    assertThatRun(run)
        .deploymentsTo("prod")
        .containsExactly(
            Deployment.State.DEPLOYING, Deployment.State.DEPLOYED, Deployment.State.VERIFIED);
    assertThatRun(run).output(BUILT).isNotNull();
    assertThatRun(run)
        .journal()
        .last()
        .extracting(e -> e.event())
        .isInstanceOf(RunEvent.Ended.class);
    assertThatThrownBy(() -> assertThatRun(run).neverStarted("prod_build"))
        .hasMessageContaining("stage prod_build never to start")
        .message()
        .containsPattern("✓ prod_build in prod.*  ← here\n");
    assertThatThrownBy(() -> assertThatRun(run).neverDeployedTo("prod"))
        .hasMessageContaining("its deployments there are [DEPLOYING, DEPLOYED, VERIFIED]");
    assertThatThrownBy(() -> assertThatRun(run).ranInOrder("prod_build", "stg_build"))
        .hasMessageContaining("stg_build began (entry ")
        .hasMessageContaining(") before prod_build had ended");
  }

  @Test
  void outputs_are_read_with_their_type() {
    sim.step("stg_build/dbt build").succeedsWith(new Delivery.Built(44));
    SimulatedRun run = started();

    assertThatRun(run).output(BUILT).isEqualTo(new Delivery.Built(44));
    assertThatRun(run).output(BUILT, "stg_build").isEqualTo(new Delivery.Built(44));
    assertThatThrownBy(() -> assertThatRun(run).output(BUILT).isEqualTo(new Delivery.Built(1)))
        .hasMessageContaining("output built in\nrun ");
    assertThatThrownBy(() -> assertThatRun(run).output(BUILT, "prod_build").isNull())
        .hasMessageContaining("there is none; written are [built@stg_build]");
  }

  @Test
  void a_rejected_and_an_expired_approval_end_the_run() {
    assertThatRun(started().reject("data-owners")).rejected().neverStarted("prod_build");
    SimulatedRun late = started();
    sim.advance(Duration.ofHours(25));

    assertThatRun(late).expired().atGate("data-owners").neverDeployedTo("prod");
  }

  @Test
  void an_aborted_run_is_aborted() {
    SimulatedRun run = started().abort(Principal.of("bob"), "wrong release");

    assertThatRun(run).aborted().becauseOf("wrong release");
  }

  @Test
  void the_lock_of_a_busy_environment_is_waited_for() {
    SimulatedRun first = started();
    SimulatedRun second = started();

    assertThatRun(second).isWaiting().waitsForLockOf("prod").stage("prod_build").waitsForLock();
    assertThatThrownBy(() -> assertThatRun(first).waitsForLockOf("prod"))
        .hasMessageContaining("to wait for the lock of prod");
  }

  @Test
  void a_step_that_failed_is_where_a_run_was_decided() {
    SimulatedRun run = sim.step("stg_build/dbt build").fails("disk full").start(push("main"));

    assertThatRun(run).failed().atStep("stg_build/dbt build");
    assertThatRun(run).step("stg_build/dbt build").failed().becauseOf("disk full").hasAttempts(1);
    assertThatThrownBy(() -> assertThatRun(run).step("stg_build/dbt build").succeeded())
        .hasMessageContaining("step stg_build/run/dbt build to be SUCCEEDED")
        .message()
        .containsPattern("✗ run dbt build .*disk full  ← here\n");
  }

  @Test
  void attempts_and_repetitions_are_told_apart() {
    sim.step("stg_build/dbt build").onAttempt(1).failsTransiently("busy");
    SimulatedRun retried = started();

    assertThatRun(retried)
        .isWaiting()
        .waitsFor("stg_build/dbt build")
        .atStep("stg_build/dbt build");
    assertThatRun(retried).step("stg_build/dbt build").isRetrying();
    sim.advance(Duration.ofHours(1));
    assertThatRun(retried).step("stg_build/dbt build").succeeded().hasAttempts(2);
    assertThatThrownBy(() -> assertThatRun(retried).step("stg_build/dbt build").ranOnce())
        .hasMessageContaining("it started 2 times");
    assertThatRun(retried).step("prod_build/dbt build").neverStarted();
  }

  @Test
  void a_moment_is_waited_for() {
    sim.gate("row-count").isPending(Duration.ofMinutes(10));
    SimulatedRun run = started();

    assertThatRun(run).isWaiting().waitsUntil(Simulation.START.plus(Duration.ofMinutes(10)));
    assertThatThrownBy(() -> assertThatRun(run).waitsUntil(Simulation.START))
        .hasMessageContaining("it waits until ");
  }

  @Test
  void a_name_that_the_pipeline_does_not_know_holds_nothing() {
    RunAssert run = assertThatRun(started());

    assertThatThrownBy(() -> run.neverStarted("prdo_build"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "pipeline delivery has no stage prdo_build; it has stg_build, prod_build, comment");
    assertThatThrownBy(() -> run.neverDeployedTo("prdo"))
        .hasMessage("pipeline delivery has no environment prdo; it has [stage, prod]");
    assertThatThrownBy(() -> run.step("dbt build"))
        .hasMessageContaining("is one of several, write out which");
    assertThatThrownBy(() -> run.gate("rowcount")).hasMessageContaining("has no gate rowcount");
    assertThatThrownBy(() -> run.approval("owners"))
        .hasMessage("pipeline delivery has no approval owners; it has [data-owners]");
  }

  @Test
  void a_record_can_be_made_of_any_journal() {
    SimulatedRun run = started();

    RunAssert.of(RunRecord.of(run.pipeline(), run.journal())).waitsFor("data-owners");
    assertThat(RunRecord.of(run.pipeline(), run.journal()).outline())
        .isEqualTo(Delivery.record(run).outline());
  }
}
