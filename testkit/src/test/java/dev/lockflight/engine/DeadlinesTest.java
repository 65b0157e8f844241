package dev.lockflight.engine;

import static dev.lockflight.dsl.Lockflight.action;
import static dev.lockflight.dsl.Lockflight.gate;
import static dev.lockflight.dsl.Lockflight.pipeline;
import static dev.lockflight.dsl.Lockflight.retry;
import static dev.lockflight.dsl.Lockflight.stage;
import static dev.lockflight.testkit.TestKit.assertThat;
import static dev.lockflight.testkit.TestKit.simulate;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockflight.Cause;
import dev.lockflight.RetryPolicy;
import dev.lockflight.Stage;
import dev.lockflight.Verdict;
import dev.lockflight.testkit.simulation.SimulatedRun;
import dev.lockflight.testkit.simulation.Simulation;
import dev.lockflight.testkit.simulation.StepEffect;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What happens when the time of a step, of its retries or of a stage is up. */
class DeadlinesTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final RetryPolicy EVERY_TEN_MINUTES =
      retry(99).backoff(MINUTE.multipliedBy(10), MINUTE.multipliedBy(10)).jitter(0);

  private final Stage build = stage("build").run(action("dbt", context -> {}));

  private static SimulatedRun started(Simulation sim) {
    return sim.start(Cause.manual(Simulation.ALICE));
  }

  private static Simulation of(Stage... stages) {
    return simulate(pipeline("p", stages));
  }

  @Test
  void a_step_is_stopped_when_the_time_of_its_stage_is_up() {
    Simulation sim = of(build.timeout(HOUR).always(action("clean", context -> {})));
    sim.step("dbt").takes(HOUR.multipliedBy(2)).succeeds();
    SimulatedRun run = started(sim);
    sim.advance(HOUR.minusNanos(1));
    assertThat(run).isRunning();
    sim.advance(Duration.ofNanos(1));

    assertThat(run).failed().becauseOf("timed out").step("build/clean").succeeded();
  }

  @Test
  void the_sooner_of_the_deadlines_of_step_and_stage_counts() {
    for (boolean stepFirst : new boolean[] {true, false}) {
      Duration step = stepFirst ? HOUR : HOUR.multipliedBy(3);
      Duration stage = stepFirst ? HOUR.multipliedBy(3) : HOUR;
      Simulation sim =
          of(stage("build").timeout(stage).run(action("dbt", context -> {}).timeout(step)));
      sim.step("dbt").neverReturns();
      SimulatedRun run = started(sim);
      sim.advance(HOUR.minusNanos(1));
      assertThat(run).isRunning();
      sim.advance(Duration.ofNanos(1));
      assertThat(run).failed();
    }
  }

  @Test
  void the_time_of_a_stage_runs_from_the_start_of_its_first_step_also_through_a_crash() {
    Simulation sim = of(build.run(action("docs", context -> {})).timeout(HOUR));
    sim.step("dbt").takes(MINUTE.multipliedBy(40)).succeeds();
    sim.step("docs").neverReturns();
    SimulatedRun run = started(sim);
    sim.advance(MINUTE.multipliedBy(50)).crash();
    assertThat(run).isRunning();
    sim.advance(MINUTE.multipliedBy(10));

    assertThat(run).failed().atStep("docs");
    assertThat(run).step("dbt").ranOnce();
  }

  @Test
  void no_retry_begins_after_the_time_of_the_stage() {
    Simulation sim = of(build.retry(EVERY_TEN_MINUTES).timeout(MINUTE.multipliedBy(30)));
    sim.step("dbt").failsTransiently("no connection");
    SimulatedRun run = started(sim);
    sim.advance(HOUR);

    assertThat(run).failed().becauseOf("no connection");
    assertThat(run).step("dbt").hasAttempts(3);
  }

  @Test
  void no_retry_begins_later_than_the_policy_allows() {
    Simulation sim = of(build.retry(EVERY_TEN_MINUTES.within(MINUTE.multipliedBy(30))));
    sim.step("dbt").failsTransiently("no connection");
    SimulatedRun run = started(sim);
    sim.advance(MINUTE.multipliedBy(30).minusNanos(1));
    assertThat(run).isWaiting();
    sim.advance(HOUR);

    assertThat(run).failed().step("dbt").hasAttempts(4);
  }

  @Test
  void the_policy_of_a_step_counts_before_that_of_its_stage() {
    Simulation sim =
        of(
            stage("build")
                .retry(EVERY_TEN_MINUTES)
                .run(action("dbt", context -> {}).retry(retry(2))));
    sim.step("dbt").failsTransiently("no connection");
    SimulatedRun run = started(sim);
    sim.advance(HOUR);

    assertThat(run).failed().step("dbt").hasAttempts(2);
  }

  @Test
  void a_retry_waits_with_the_stage_and_the_moment_is_known() {
    Simulation sim = of(build.retry(EVERY_TEN_MINUTES));
    sim.step("dbt").onAttempt(1).failsTransiently("no connection");
    SimulatedRun run = started(sim);

    assertThat(run).isWaiting().step("dbt").isRetrying();
    assertThat(sim.nextMoment()).contains(sim.now().plus(MINUTE.multipliedBy(10)));
    sim.advance(MINUTE.multipliedBy(5)).crash();
    assertThat(run).step("dbt").hasAttempts(1);
    sim.advance(MINUTE.multipliedBy(5));
    assertThat(run).succeeded().step("dbt").hasAttempts(2);
  }

  @Test
  void retries_of_different_steps_are_spread_but_a_replay_waits_alike() {
    Instant[] moments = new Instant[3];
    for (int i = 0; i < 3; i++) {
      Simulation sim = of(stage("build").run(action(i == 2 ? "b" : "a", c -> {}).retry(retry(2))));
      sim.step(i == 2 ? "b" : "a").onAttempt(1).failsTransiently("no connection");
      SimulatedRun run = started(sim);
      assertThat(run).isWaiting();
      moments[i] = sim.nextMoment().orElseThrow();
    }

    assertThat(moments[0]).isEqualTo(moments[1]).isNotEqualTo(moments[2]);
    assertThat(moments[0])
        .isBetween(Simulation.START.plusMillis(800), Simulation.START.plusMillis(1000));
  }

  @Test
  void a_proof_that_does_not_come_in_the_time_of_the_stage_is_errored() {
    Simulation sim = of(build.timeout(HOUR).verify(gate("healthy", c -> Verdict.passed(""))));
    sim.gate("healthy").isPending(HOUR.multipliedBy(9));
    SimulatedRun run = started(sim);
    assertThat(run).waitsFor("healthy");
    sim.advance(HOUR.minusNanos(1));
    assertThat(run).waitsFor("healthy");
    sim.advance(Duration.ofNanos(1));

    assertThat(run).errored().becauseOf("not proven before the stage timed out at 2026-01-05T09");
  }

  @Test
  void what_runs_after_the_proof_has_no_deadline_of_the_stage() {
    Simulation sim = of(build.timeout(HOUR).onSuccess(action("publish", context -> {})));
    sim.step("publish").takes(HOUR.multipliedBy(5)).succeeds();
    SimulatedRun run = started(sim);
    sim.advance(HOUR.multipliedBy(5));

    assertThat(run).succeeded();
    assertThat(sim.effects()).extracting(StepEffect::attempt).containsExactly(1, 1);
  }

  @Test
  void a_step_that_timed_out_is_tried_again_but_not_in_an_aborted_run() {
    Simulation sim = of(stage("build").run(action("dbt", c -> {}).timeout(HOUR).retry(retry(2))));
    sim.step("dbt").onAttempt(1).neverReturns();
    SimulatedRun run = started(sim);
    SimulatedRun aborted = started(sim).abort(Simulation.ALICE, "stop");
    sim.advance(HOUR.multipliedBy(2));

    assertThat(run).succeeded().step("dbt").hasAttempts(2);
    assertThat(aborted).aborted().step("dbt").hasAttempts(1);
  }
}
