package dev.lockflight.engine;

import static dev.lockflight.dsl.Lockflight.action;
import static dev.lockflight.dsl.Lockflight.approval;
import static dev.lockflight.dsl.Lockflight.environment;
import static dev.lockflight.dsl.Lockflight.gate;
import static dev.lockflight.dsl.Lockflight.parallel;
import static dev.lockflight.dsl.Lockflight.pipeline;
import static dev.lockflight.dsl.Lockflight.retry;
import static dev.lockflight.dsl.Lockflight.stage;
import static dev.lockflight.testkit.TestKit.assertThat;
import static dev.lockflight.testkit.TestKit.simulate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockflight.Cause;
import dev.lockflight.ItemPath;
import dev.lockflight.Parameter;
import dev.lockflight.Phase;
import dev.lockflight.Pipeline;
import dev.lockflight.PipelinePart;
import dev.lockflight.Principal;
import dev.lockflight.Stage;
import dev.lockflight.StageName;
import dev.lockflight.Verdict;
import dev.lockflight.engine.RefusedException.Reason;
import dev.lockflight.run.Resolution;
import dev.lockflight.run.RunEvent;
import dev.lockflight.testkit.simulation.SimulatedRun;
import dev.lockflight.testkit.simulation.Simulation;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What operators may do to a run, and what they may not. */
class OperatorsActTest {
  private static final Principal BOB = Principal.of("bob").withGroups("lead");
  private static final ItemPath DBT = new ItemPath(StageName.of("build"), Phase.RUN, "dbt");

  private static SimulatedRun started(Simulation sim) {
    return sim.start(Cause.manual(Simulation.ALICE));
  }

  private static void assertRefused(Reason reason, String why, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            RefusedException.class, e -> assertThat(e.reason()).isEqualTo(reason))
        .hasMessageContaining(why);
  }

  private static Simulation retrying() {
    Simulation sim =
        simulate(pipeline("p", stage("build").run(action("dbt", c -> {}).retry(retry(2)))));
    sim.step("dbt").onAttempt(1).failsTransiently("no connection");
    return sim;
  }

  @Test
  void a_step_that_waits_for_its_next_attempt_may_be_tried_at_once_or_given_up_but_not_skipped() {
    SimulatedRun run = started(retrying());
    assertRefused(
        Reason.NOT_WAITING,
        "is RETRYING",
        () -> run.resolve(DBT, Resolution.SKIP, BOB, "never mind"));
    run.resolve(DBT, Resolution.RETRY, BOB, "it is up again");
    assertThat(run).succeeded().step("dbt").hasAttempts(2);

    SimulatedRun other = started(retrying());
    other.resolve(DBT, Resolution.FAIL, BOB, "it will not come up");
    assertThat(other).failed().becauseOf("it will not come up").step("dbt").hasAttempts(1);
  }

  @Test
  void a_step_that_waits_for_nobody_is_not_resolved() {
    Simulation sim = simulate(pipeline("p", stage("build").run(action("dbt", c -> {}))));
    sim.step("dbt").takes(Duration.ofHours(1)).succeeds();
    SimulatedRun run = started(sim);
    ItemPath other = new ItemPath(StageName.of("build"), Phase.RUN, "other");

    assertRefused(
        Reason.NOT_WAITING,
        "build/run/dbt is STARTED and waits for nobody",
        () -> run.resolve(DBT, Resolution.RETRY, BOB, "hurry"));
    assertRefused(
        Reason.NOT_WAITING,
        "has no step build/run/other",
        () -> run.resolve(other, Resolution.RETRY, BOB, "hurry"));
  }

  @Test
  void a_held_step_that_nobody_needs_may_be_skipped() {
    Simulation sim =
        simulate(
            pipeline(
                "p",
                stage("build")
                    .run(action("dbt", c -> {}).atMostOnce())
                    .run(action("docs", c -> {}).required())));
    sim.step("dbt").takes(Duration.ofHours(1)).isInterruptedByCrash();
    SimulatedRun run = started(sim);
    sim.advance(Duration.ofMinutes(1)).crash();
    assertThat(run).isWaiting().step("dbt").isHeld();
    run.resolve(DBT, Resolution.SKIP, BOB, "it was mailed already");

    assertThat(run).succeeded().step("dbt").wasSkipped();
  }

  @Test
  void a_run_is_aborted_once_and_by_the_first_who_asked() {
    Simulation sim =
        simulate(
            pipeline(
                "p",
                parallel(
                    stage("a").run(action("dbt", c -> {})).always(action("clean", c -> {})),
                    stage("b").require(approval("owners")).run(action("b", c -> {}))),
                stage("c").run(action("c", c -> {}))));
    sim.step("dbt").neverReturns();
    sim.step("clean").takes(Duration.ofHours(1)).succeeds();
    SimulatedRun run = started(sim);
    run.abort(BOB, "wrong branch").abort(Simulation.ALICE, "me too");
    sim.advance(Duration.ofHours(1));

    assertThat(run).aborted().becauseOf("wrong branch").neverStarted("b", "c");
    assertThat(run).stage("a").aborted();
    assertThat(run).stage("b").aborted();
    assertThat(run.journal())
        .filteredOn(entry -> entry.event() instanceof RunEvent.AbortRequested)
        .hasSize(1);
  }

  @Test
  void what_runs_after_success_was_sure_is_finished_before_an_abort_but_no_more_begins() {
    Stage build =
        stage("build")
            .run(action("dbt", c -> {}))
            .onSuccess(action("publish", c -> {}))
            .always(action("clean", c -> {}));
    Simulation sim = simulate(pipeline("p", build));
    sim.step("clean").takes(Duration.ofHours(1)).succeeds();
    SimulatedRun run = started(sim).abort(BOB, "too late");
    sim.advance(Duration.ofHours(1));

    assertThat(run).aborted().step("clean").succeeded();
    assertThat(run).stage("build").succeeded();
  }

  private static Simulation gated() {
    Simulation sim =
        simulate(
            pipeline(
                "p",
                stage("build")
                    .require(gate("rows", c -> Verdict.passed("")).overridableBy("lead"))
                    .run(action("dbt", c -> {}))));
    sim.gate("rows").isPending(Duration.ofHours(1));
    return sim;
  }

  @Test
  void only_a_pending_gate_is_overridden_by_those_who_may_and_with_a_reason() {
    SimulatedRun run = started(gated());
    assertRefused(Reason.NEEDS_COMMENT, "needs a reason", () -> override(run, "rows", BOB, " "));
    assertRefused(
        Reason.NOT_ALLOWED,
        "alice may not override gate build/require/rows; [lead] may",
        () -> override(run, "rows", Simulation.ALICE, "hurry"));
    assertRefused(
        Reason.NOT_WAITING,
        "has no gate build/require/cols",
        () -> override(run, "cols", BOB, "hurry"));
    override(run, "rows", BOB, "counted by hand");
    assertThat(run).succeeded().gate("rows").wasOverridden().becauseOf("counted by hand");
  }

  private static void override(SimulatedRun run, String gate, Principal by, String why) {
    run.override("build", Phase.REQUIRE, gate, by, why);
  }

  @Test
  void a_gate_that_was_not_reached_is_not_overridden() {
    Pipeline pipeline =
        pipeline(
            "p",
            stage("first").require(approval("owners")).run(action("a", c -> {})),
            stage("build")
                .require(gate("rows", c -> Verdict.passed("")).overridableBy("lead"))
                .run(action("dbt", c -> {})));
    SimulatedRun run = started(simulate(pipeline));

    assertRefused(
        Reason.NOT_WAITING,
        "gate build/require/rows is not pending",
        () -> override(run, "rows", BOB, "hurry"));
  }

  private static final Parameter<String> SIZE = Parameter.text("size");

  private static Pipeline sized(String... withSize) {
    List<Stage> stages =
        List.of("a", "b").stream()
            .map(
                name -> {
                  var target = environment(name);
                  boolean given = List.of(withSize).contains(name);
                  return stage(name)
                      .in(given ? target.with(SIZE, "big") : target)
                      .run(action("do", c -> c.log(c.parameter(SIZE))));
                })
            .toList();
    return pipeline("p", new PipelinePart.Parameters(List.of(SIZE)), stages.get(0), stages.get(1));
  }

  @Test
  void a_run_does_not_start_without_a_value_that_nothing_gives() {
    for (Pipeline missing : List.of(sized(), sized("a"))) {
      assertThatThrownBy(() -> started(simulate(missing)))
          .hasMessageContaining("size")
          .hasMessageContaining("it has no default");
    }
    assertThat(started(simulate(sized("a", "b")))).succeeded();
    Cause given = Cause.manual(Simulation.ALICE).withInput("size", "small");
    assertThat(simulate(sized()).start(given)).succeeded();
  }
}
