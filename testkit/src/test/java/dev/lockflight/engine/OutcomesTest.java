package dev.lockflight.engine;

import static dev.lockflight.dsl.Lockflight.action;
import static dev.lockflight.dsl.Lockflight.approval;
import static dev.lockflight.dsl.Lockflight.axis;
import static dev.lockflight.dsl.Lockflight.branch;
import static dev.lockflight.dsl.Lockflight.gate;
import static dev.lockflight.dsl.Lockflight.manual;
import static dev.lockflight.dsl.Lockflight.on;
import static dev.lockflight.dsl.Lockflight.parallel;
import static dev.lockflight.dsl.Lockflight.pipeline;
import static dev.lockflight.dsl.Lockflight.push;
import static dev.lockflight.dsl.Lockflight.stage;
import static dev.lockflight.testkit.TestKit.assertThat;
import static dev.lockflight.testkit.TestKit.simulate;

import dev.lockflight.Cause;
import dev.lockflight.Gate;
import dev.lockflight.Join;
import dev.lockflight.Join.Wanted;
import dev.lockflight.Pipeline;
import dev.lockflight.Principal;
import dev.lockflight.Stage;
import dev.lockflight.StageName;
import dev.lockflight.Verdict;
import dev.lockflight.run.RunStatus;
import dev.lockflight.testkit.simulation.SimulatedRun;
import dev.lockflight.testkit.simulation.Simulation;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How stages end, which of those that wait for them begin, and how the run ends by that. */
class OutcomesTest {
  private static final Duration DAY = Duration.ofDays(1);

  /** A stage named for how it ends. */
  private static Stage ending(String how) {
    Stage stage = stage(how).after(Join.NONE);
    Gate people = approval("of-" + how).within(DAY);
    return switch (how.substring(0, 4)) {
      case "good" -> stage.run(action("do", context -> {}));
      case "rejd", "expd" -> stage.require(people).run(action("do", context -> {}));
      case "errd" -> stage.run(action("do", c -> {})).verify(gate("odd", c -> Verdict.passed("")));
      case "skip" -> stage.after("fail").run(action("do", context -> {}));
      default -> stage.run(action("fails", context -> {}));
    };
  }

  private static SimulatedRun played(Pipeline pipeline) {
    return played(simulate(pipeline));
  }

  private static SimulatedRun played(Simulation sim) {
    SimulatedRun run = sim.start(Cause.manual(Simulation.ALICE));
    run.run().stages().keySet().stream()
        .map(StageName::value)
        .filter(name -> name.startsWith("rejd") && run.status() == RunStatus.WAITING)
        .forEach(name -> run.reject("of-" + name));
    sim.advance(DAY);
    return run;
  }

  private static Simulation simulated(Stage... stages) {
    Simulation sim = simulate(pipeline("p", parallel(stages)));
    for (Stage stage : stages) {
      String name = stage.name().value();
      if (name.startsWith("fail")) {
        sim.step(name + "/fails").fails("broken");
      } else if (name.startsWith("errd")) {
        sim.gate(name + "/odd").errors("could not tell");
      }
    }
    return sim;
  }

  @ParameterizedTest
  @CsvSource({
    "good, SUCCEEDED, ''",
    "good fail, FAILED, stage fail: step fails: broken",
    "fail good errd rejd expd, FAILED, stage fail: step fails: broken",
    "expd rejd errd good, ERRORED, stage errd: gate odd: could not tell",
    "expd good rejd, REJECTED, stage rejd: gate of-rejd: ",
    "good expd, EXPIRED, stage expd: gate of-expd: nobody answered by 2026-01-06T08:00:00Z",
    "fail1 fail2, FAILED, stage fail1: step fails: broken",
    "fail skip, FAILED, stage fail: step fails: broken",
  })
  void a_run_ends_as_the_worst_of_its_stages(String stages, RunStatus end, String reason) {
    Stage[] all =
        Arrays.stream(stages.split(" ", -1)).map(OutcomesTest::ending).toArray(Stage[]::new);

    assertThat(played(simulated(all))).hasStatus(end).becauseOf(reason);
  }

  @Test
  void a_failure_that_is_allowed_does_not_fail_the_run() {
    Stage allowed = ending("fail").allowFailure();

    assertThat(played(simulated(allowed))).succeeded();
    assertThat(played(simulated(allowed, ending("errd")))).errored();
    assertThat(played(simulated(ending("good"), allowed))).succeeded();
  }

  @Test
  void a_run_of_which_nothing_ran_was_skipped() {
    Stage never = stage("never").when(branch("main")).run(action("do", context -> {}));

    assertThat(played(pipeline("p", on(manual(), push("main")), never)))
        .wasSkipped()
        .stage("never")
        .wasSkippedBecause("not when branch is main");
  }

  /** Whether a stage begins that waits for these. */
  private static boolean begins(Join join, Stage... needs) {
    Stage next = stage("next").after(join).run(action("do", context -> {}));
    Stage[] all = Arrays.copyOf(needs, needs.length + 1);
    all[needs.length] = next;
    SimulatedRun run = played(simulated(all));
    return run.run().stage(next.name()).status() == RunStatus.SUCCEEDED;
  }

  @ParameterizedTest
  @CsvSource({
    "good, true, false, true",
    "fail, false, true, true",
    "errd, false, true, true",
    "rejd, false, true, true",
    "expd, false, true, true",
  })
  void a_need_counts_when_it_ended_as_wanted(
      String how, boolean success, boolean failure, boolean end) {
    Join join = Join.all(List.of(StageName.of(how)));

    org.assertj.core.api.Assertions.assertThat(
            List.of(
                begins(join, ending(how)),
                begins(join.wanting(Wanted.FAILURE), ending(how)),
                begins(join.wanting(Wanted.ANY_END), ending(how))))
        .containsExactly(success, failure, end);
  }

  @ParameterizedTest
  @CsvSource({
    "SUCCESS, false",
    "SUCCESS, true",
    "FAILURE, false",
    "ANY_END, false",
    "ANY_END, true"
  })
  void a_skipped_need_counts_only_when_skipped_ones_do(Wanted wanted, boolean counted) {
    Join join = Join.all(List.of(StageName.of("skip"))).wanting(wanted);
    boolean begun = begins(counted ? join.countingSkipped() : join, ending("fail"), ending("skip"));

    org.assertj.core.api.Assertions.assertThat(begun).isEqualTo(counted);
  }

  @ParameterizedTest
  @CsvSource({
    "1, good fail1 fail2, true",
    "2, good good2 fail, true",
    "2, good fail fail2, false",
    "3, good good2 fail, false"
  })
  void enough_needs_are_enough(int needed, String needs, boolean begun) {
    Stage[] all =
        Arrays.stream(needs.split(" ", -1)).map(OutcomesTest::ending).toArray(Stage[]::new);
    Join join = Join.atLeast(needed, Arrays.stream(all).map(Stage::name).toList());

    org.assertj.core.api.Assertions.assertThat(begins(join, all)).isEqualTo(begun);
  }

  @Test
  void a_stage_begins_or_is_skipped_as_soon_as_that_is_sure() {
    List<StageName> needs =
        List.of(StageName.of("good"), StageName.of("fail"), StageName.of("expd"));
    Stage one = stage("one").after(Join.atLeast(1, needs)).run(action("do", context -> {}));
    Stage three = stage("three").after(Join.all(needs)).run(action("do", context -> {}));
    Stage two = stage("two").after(Join.atLeast(2, needs)).run(action("do", context -> {}));
    Simulation sim = simulated(ending("good"), ending("fail"), ending("expd"), one, two, three);

    SimulatedRun run = sim.start(Cause.manual(Simulation.ALICE));

    assertThat(run).isWaiting();
    assertThat(run).stage("one").succeeded();
    assertThat(run).stage("two").neverBegan();
    assertThat(run).stage("three").wasSkippedBecause("needs good, fail, expd: fail FAILED");
    sim.crash();
    run.approve("of-expd", Principal.of("owner").withGroups("of-expd"));
    assertThat(run).failed().stage("two").succeeded();
  }

  @Test
  void an_allowed_failure_counts_as_success() {
    Stage allowed = ending("fail").allowFailure();

    org.assertj.core.api.Assertions.assertThat(begins(Join.all(List.of(allowed.name())), allowed))
        .isTrue();
  }

  @Test
  void cells_that_wait_for_their_turn_do_not_begin_after_an_abort() {
    Simulation sim =
        simulate(
            pipeline(
                "p",
                stage("unit")
                    .matrix(axis("n", "1", "2", "3"))
                    .maxParallel(1)
                    .run(action("test", context -> {}))
                    .always(action("clean", context -> {}))));
    sim.step("test").takes(Duration.ofHours(1)).succeeds();
    SimulatedRun run = sim.start(Cause.manual(Simulation.ALICE));
    assertThat(run).isRunning();
    run.abort(Principal.of("bob"), "wrong branch");
    sim.advance(DAY);

    assertThat(run).aborted().becauseOf("wrong branch").neverStarted("unit[n=2]", "unit[n=3]");
    assertThat(run).step("unit[n=1]/clean").succeeded();
  }

  @Test
  void cells_take_turns_also_after_a_crash() {
    Simulation sim =
        simulate(
            pipeline(
                "p",
                stage("unit")
                    .matrix(axis("n", "1", "2", "3"))
                    .maxParallel(2)
                    .run(action("test", context -> {}))));
    sim.step("test").takes(Duration.ofHours(1)).succeeds();
    SimulatedRun run = sim.start(Cause.manual(Simulation.ALICE));
    assertThat(run).neverStarted("unit[n=3]");
    sim.crash();
    assertThat(run).neverStarted("unit[n=3]");
    sim.advance(Duration.ofHours(1));
    assertThat(run).isRunning().stage("unit[n=3]").isRunning();
    sim.advance(Duration.ofHours(1));
    assertThat(run).succeeded();
  }
}
