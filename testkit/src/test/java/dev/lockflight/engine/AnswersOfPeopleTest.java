package dev.lockflight.engine;

import static dev.lockflight.dsl.Lockflight.action;
import static dev.lockflight.dsl.Lockflight.anyOf;
import static dev.lockflight.dsl.Lockflight.approval;
import static dev.lockflight.dsl.Lockflight.environment;
import static dev.lockflight.dsl.Lockflight.gate;
import static dev.lockflight.dsl.Lockflight.parallel;
import static dev.lockflight.dsl.Lockflight.pipeline;
import static dev.lockflight.dsl.Lockflight.stage;
import static dev.lockflight.testkit.TestKit.assertThat;
import static dev.lockflight.testkit.TestKit.simulate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockflight.Action;
import dev.lockflight.ApprovalRule;
import dev.lockflight.Cause;
import dev.lockflight.Environment;
import dev.lockflight.Evidence;
import dev.lockflight.GateName;
import dev.lockflight.LockPolicy;
import dev.lockflight.LockRule;
import dev.lockflight.Principal;
import dev.lockflight.Release;
import dev.lockflight.Stage;
import dev.lockflight.StageName;
import dev.lockflight.Verdict;
import dev.lockflight.Window;
import dev.lockflight.engine.RefusedException.Reason;
import dev.lockflight.run.StageEvent;
import dev.lockflight.testkit.simulation.SimulatedRun;
import dev.lockflight.testkit.simulation.Simulation;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What answers of people count for, what they are bound to, and which are refused. */
class AnswersOfPeopleTest {
  private static final Principal BOB = Principal.of("bob").withGroups("owners");
  private static final Duration DAY = Duration.ofDays(1);
  private final ApprovalRule owners = approval("owners");
  private final Environment prod = environment("prod");

  private static Stage deploy(Environment environment) {
    return stage("deploy").in(environment).run(action("deploy", context -> {}));
  }

  private static SimulatedRun started(Simulation sim) {
    return sim.start(Cause.manual(Simulation.ALICE));
  }

  private static void assertRefused(Reason reason, String why, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            RefusedException.class, e -> assertThat(e.reason()).isEqualTo(reason))
        .hasMessageContaining(why);
  }

  @Test
  void an_approval_wanted_in_two_stages_must_say_which_it_means() {
    Stage left = stage("left").require(owners).run(action("do", context -> {}));
    Stage right = stage("right").require(owners).run(action("do", context -> {}));
    SimulatedRun run = started(simulate(pipeline("p", parallel(left, right))));

    assertRefused(
        Reason.NOT_WAITING, "[left, right]; say which stage", () -> run.approve("owners", BOB));
    run.approve(Answer.to(run.id(), "owners", BOB).inStage("right"));
    assertThat(run).isWaiting().stage("right").succeeded();
    assertThat(run).stage("left").isWaiting();
    run.approve("owners", BOB);
    assertThat(run).succeeded();
  }

  @Test
  void nobody_is_asked_before_the_stage_is_reached_nor_after_it() {
    Stage first = stage("first").require(approval("first")).run(action("do", context -> {}));
    Stage second = stage("second").require(owners).run(action("do", context -> {}));
    SimulatedRun run = started(simulate(pipeline("p", first, second)));

    assertRefused(
        Reason.NOT_WAITING, "does not wait for approval owners", () -> run.approve("owners", BOB));
    run.approve("first");
    assertRefused(Reason.NOT_WAITING, "approval first", () -> run.approve("first", BOB));
    assertThat(run.approve("owners", BOB)).succeeded();
  }

  @Test
  void nobody_approves_while_the_window_for_that_is_closed() {
    Window night =
        new Window.Freeze(
            Simulation.START, Simulation.START.plus(DAY), Set.of(Action.APPROVE), "night");
    Simulation sim = simulate(pipeline("p", deploy(prod.require(owners).during(night))));
    SimulatedRun run = started(sim);

    assertRefused(Reason.WINDOW_CLOSED, "night", () -> run.approve("owners", BOB));
    sim.advance(DAY);
    assertThat(run.approve("owners", BOB)).succeeded();
  }

  @Test
  void a_comment_that_is_needed_must_say_something() {
    Simulation sim = simulate(pipeline("p", deploy(prod.require(owners.withComment()))));
    SimulatedRun run = started(sim);

    assertRefused(
        Reason.NEEDS_COMMENT,
        "says why",
        () -> run.approve(Answer.to(run.id(), "owners", BOB).saying("  ")));
    run.approve(Answer.to(run.id(), "owners", BOB).saying("looked at it"));
    assertThat(run).succeeded().approval("owners").approvedBy("bob").onWhatWasShown();
  }

  @Test
  void all_people_are_asked_together_and_each_is_asked_once() {
    Simulation sim =
        simulate(pipeline("p", deploy(prod.require(approval("a"), approval("b"), owners))));
    SimulatedRun run = started(sim);

    assertThat(run).approval("a").asked(1);
    assertThat(run).approval("b").asked(1);
    run.approve("b");
    run.approve("owners");
    assertThat(run).isWaiting().approval("a").asked(1).undecided();
    assertThat(run.approve("a")).succeeded().approval("b").asked(1).neverVoided();
  }

  @Test
  void people_see_the_proofs_upstream_and_the_checks_before_them_but_not_those_beside() {
    Stage test = stage("test").run(action("t", c -> {})).verify(gate("rows", this::fine));
    Stage beside = stage("beside").run(action("b", c -> {})).verify(gate("other", this::fine));
    Stage next =
        stage("next").after("test").run(action("n", c -> {})).verify(gate("n", this::fine));
    Stage deploy =
        deploy(
                prod.require(
                    owners, gate("ready", this::fine), environment("x").verified().inShadow()))
            .after("next");
    Simulation sim =
        simulate(pipeline("p", test, beside.after(dev.lockflight.Join.NONE), next, deploy));
    sim.gate("rows").passes(Evidence.of("rows", 7, "7", "select"));
    SimulatedRun run = started(sim);

    List<Evidence> shown =
        run.run()
            .stage(StageName.of("deploy"))
            .approval(GateName.of("owners"))
            .orElseThrow()
            .request()
            .evidence();
    assertThat(shown)
        .extracting(Evidence::name)
        .containsExactlyInAnyOrder(
            "test/verify/rows", "rows", "next/verify/n", "deploy/require/ready");
  }

  private Verdict fine(dev.lockflight.GateContext context) {
    return Verdict.passed("fine");
  }

  @Test
  void an_approval_given_is_void_when_the_environment_has_changed_before_it_is_used() {
    LockRule released = LockRule.of(LockPolicy.QUEUE).releasedWhileWaiting();
    Simulation sim = simulate(pipeline("p", deploy(prod.require(owners.quorum(2)).lock(released))));
    SimulatedRun first = started(sim);
    SimulatedRun second = started(sim);
    first.approve("owners", Principal.of("ann").withGroups("owners"));
    second.approve("owners", Principal.of("ann").withGroups("owners"));
    assertThat(second.approve("owners", BOB)).succeeded();

    assertRefused(Reason.APPROVAL_STALE, "look at it again", () -> first.approve("owners", BOB));
    assertThat(first).isWaiting().approval("owners").wasVoided().asked(2);
    first.approve("owners", BOB);
    assertThat(first).isWaiting();
    assertThat(first.approve("owners", Principal.of("ann").withGroups("owners"))).succeeded();
  }

  @Test
  void an_approval_inside_a_combination_is_reminded_of_and_expires() {
    ApprovalRule reminding = owners.within(DAY).remindEvery(Duration.ofHours(10));
    Simulation sim =
        simulate(
            pipeline(
                "p", deploy(prod.require(anyOf("either", reminding, gate("auto", this::fine))))));
    sim.gate("auto").fails("no");
    SimulatedRun run = started(sim);
    sim.advance(Duration.ofHours(9));
    assertThat(reminders(run)).isZero();
    sim.advance(Duration.ofHours(1));
    assertThat(reminders(run)).isEqualTo(1);
    sim.advance(Duration.ofHours(14));

    assertThat(run).expired();
    assertThat(reminders(run)).isEqualTo(2);
  }

  private static long reminders(SimulatedRun run) {
    return run.journal().stream().filter(e -> e.event() instanceof StageEvent.Reminded).count();
  }

  @Test
  void an_approval_is_of_the_release_that_was_shown() {
    Simulation sim = simulate(pipeline("p", deploy(prod.require(owners))));
    SimulatedRun one = sim.start(Cause.manual(Simulation.ALICE), Release.of("aaa"));
    var shown = request(one).seen();
    assertThat(one.approve(Answer.to(one.id(), "owners", BOB).having(shown))).succeeded();

    SimulatedRun other = sim.start(Cause.manual(Simulation.ALICE), Release.of("bbb"));
    assertThat(request(other).seen()).isNotEqualTo(shown);
    assertRefused(
        Reason.APPROVAL_STALE,
        "look at it again",
        () -> other.approve(Answer.to(other.id(), "owners", BOB).having(shown)));
  }

  private static dev.lockflight.ApprovalRequest request(SimulatedRun run) {
    return run.run()
        .stage(StageName.of("deploy"))
        .approval(GateName.of("owners"))
        .orElseThrow()
        .request();
  }
}
