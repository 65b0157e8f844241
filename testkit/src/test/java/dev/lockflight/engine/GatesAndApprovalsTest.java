package dev.lockflight.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockflight.ApprovalRule;
import dev.lockflight.CombinedGate;
import dev.lockflight.Environment;
import dev.lockflight.Evidence;
import dev.lockflight.Gate;
import dev.lockflight.GateName;
import dev.lockflight.Pipeline;
import dev.lockflight.RunId;
import dev.lockflight.Stage;
import dev.lockflight.Verdict;
import dev.lockflight.engine.RefusedException.Reason;
import dev.lockflight.run.RunStatus;
import dev.lockflight.run.StageEvent;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class GatesAndApprovalsTest {
  private final Steps steps = new Steps();
  private final ApprovalRule owners = ApprovalRule.of("owners").within(Duration.ofHours(24));

  private Rig guarded(Gate... gates) {
    return new Rig(
        Pipeline.of(
            "p",
            Stage.of("prod").in(Environment.of("prod").require(gates)).run(steps.ok("deploy"))));
  }

  @Test
  void a_failed_entry_gate_stops_before_any_step() {
    Rig rig = guarded(Steps.fails("rows"));
    RunId run = rig.start();

    assertThat(rig.status(run)).isEqualTo(RunStatus.FAILED);
    assertThat(rig.run(run).reason()).contains("gate rows: bad");
    assertThat(steps.done).isEmpty();
    assertThat(rig.engine.ledger().latest(dev.lockflight.EnvironmentName.of("prod"))).isEmpty();
  }

  @Test
  void a_gate_that_cannot_tell_is_errored_and_blocks() {
    Rig rig =
        guarded(
            Steps.gate(
                "rows",
                c -> {
                  throw new java.io.IOException("no connection");
                }));
    RunId run = rig.start();

    assertThat(rig.status(run)).isEqualTo(RunStatus.ERRORED);
    assertThat(rig.run(run).reason()).contains("could not tell").contains("no connection");
    assertThat(steps.done).isEmpty();
  }

  @Test
  void people_are_not_asked_while_an_earlier_gate_is_closed() {
    Rig rig = guarded(owners, Steps.fails("rows"));
    RunId run = rig.start();

    assertThat(rig.status(run)).isEqualTo(RunStatus.FAILED);
    assertThat(rig.count(run, StageEvent.ApprovalRequested.class)).isZero();
  }

  @Test
  void an_approval_waits_without_a_thread_and_opens_when_given() {
    Rig rig = guarded(owners, Steps.passes("rows"));
    RunId run = rig.start();

    assertThat(rig.status(run)).isEqualTo(RunStatus.WAITING);
    assertThat(steps.done).isEmpty();
    assertThat(rig.engine.explain(run))
        .singleElement()
        .satisfies(
            blocker -> {
              assertThat(blocker.what()).contains("owners").contains("waits for 1");
              assertThat(blocker.who()).contains("approval by 1 of owners");
            });

    rig.approve(run, Rig.BOB);

    assertThat(rig.status(run)).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(steps.done).containsExactly("deploy");
  }

  @Test
  void a_rejection_ends_the_run_rejected() {
    Rig rig = guarded(owners);
    RunId run = rig.start();
    var after = rig.engine.reject(Answer.to(run, "owners", Rig.BOB).saying("numbers look odd"));

    assertThat(after.status()).isEqualTo(RunStatus.REJECTED);
    assertThat(after.reason()).contains("bob rejected: numbers look odd");
    assertThat(steps.done).isEmpty();
  }

  @Test
  void an_expired_approval_ends_the_run_and_can_no_longer_be_given() {
    Rig rig = guarded(owners);
    RunId run = rig.start();
    rig.advance(Duration.ofHours(24));

    assertThat(rig.status(run)).isEqualTo(RunStatus.EXPIRED);
    assertRefused(Reason.ENDED, () -> rig.engine.approve(Answer.to(run, "owners", Rig.BOB)));
  }

  @Test
  void an_approval_at_its_very_deadline_is_too_late() {
    Rig rig = guarded(owners);
    RunId run = rig.start();
    rig.time.jumpTo(rig.time.instant().plus(Duration.ofHours(24)));

    assertRefused(Reason.ENDED, () -> rig.engine.approve(Answer.to(run, "owners", Rig.BOB)));
  }

  @Test
  void who_may_not_approve_is_refused_with_the_reason() {
    Rig rig = guarded(owners.by("owners", "alice").notByInitiator().quorum(2).withComment());
    RunId run = rig.start();
    var eve = dev.lockflight.Principal.of("eve");

    assertRefused(Reason.NOT_ALLOWED, () -> rig.engine.approve(Answer.to(run, "owners", eve)));
    assertRefused(
        Reason.NOT_ALLOWED,
        () -> rig.engine.approve(Answer.to(run, "owners", Rig.ALICE).saying("mine")));
    assertRefused(
        Reason.NEEDS_COMMENT, () -> rig.engine.approve(Answer.to(run, "owners", Rig.BOB)));
    assertRefused(
        Reason.NOT_WAITING, () -> rig.engine.approve(Answer.to(run, "managers", Rig.BOB)));
    var unused = rig.engine.approve(Answer.to(run, "owners", Rig.BOB).saying("fine"));
    assertRefused(
        Reason.ALREADY_ANSWERED,
        () -> rig.engine.approve(Answer.to(run, "owners", Rig.BOB).saying("again")));
    assertThat(rig.status(run)).isEqualTo(RunStatus.WAITING);
    assertThat(rig.engine.approve(Answer.to(run, "owners", Rig.CAROL).saying("fine too")))
        .isNotNull();
    rig.time.settle();
    assertThat(rig.status(run)).isEqualTo(RunStatus.SUCCEEDED);
  }

  @Test
  void rules_of_environment_and_stage_with_one_name_merge() {
    Environment prod = Environment.of("prod").require(owners.by("bob"));
    Rig rig =
        new Rig(
            Pipeline.of(
                "p",
                Stage.of("prod")
                    .in(prod)
                    .require(owners.by("carol").quorum(2))
                    .run(steps.ok("deploy"))));
    RunId run = rig.start();
    rig.approve(run, Rig.BOB);
    assertThat(rig.status(run)).isEqualTo(RunStatus.WAITING);
    rig.approve(run, Rig.CAROL);

    assertThat(rig.status(run)).isEqualTo(RunStatus.SUCCEEDED);
  }

  @Test
  void an_approval_of_something_else_is_stale() {
    Rig rig = guarded(owners);
    RunId run = rig.start();

    assertRefused(
        Reason.APPROVAL_STALE,
        () ->
            rig.engine.approve(
                Answer.to(run, "owners", Rig.BOB).having(dev.lockflight.Digest.of("other"))));
    assertThat(rig.status(run)).isEqualTo(RunStatus.WAITING);
  }

  @Test
  void an_approval_is_voided_when_another_run_has_deployed_meanwhile() {
    Environment prod =
        Environment.of("prod")
            .require(owners)
            .lock(
                dev.lockflight.LockRule.of(dev.lockflight.LockPolicy.QUEUE).releasedWhileWaiting());
    Rig rig = new Rig(Pipeline.of("p", Stage.of("prod").in(prod).run(steps.ok("deploy"))));
    RunId first = rig.start("aaa");
    RunId second = rig.start("bbb");
    assertThat(rig.status(second)).isEqualTo(RunStatus.WAITING);
    rig.approve(second, Rig.BOB);
    assertThat(rig.status(second)).isEqualTo(RunStatus.SUCCEEDED);

    assertRefused(
        Reason.APPROVAL_STALE, () -> rig.engine.approve(Answer.to(first, "owners", Rig.BOB)));
    assertThat(rig.count(first, StageEvent.ApprovalVoided.class)).isEqualTo(1);
    assertThat(rig.count(first, StageEvent.ApprovalRequested.class)).isEqualTo(2);

    rig.approve(first, Rig.BOB);
    assertThat(rig.status(first)).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(steps.done).hasSize(2);
  }

  @Test
  void a_check_beside_an_approval_reminds_nobody() {
    Gate either =
        new CombinedGate(
            GateName.of("either"),
            1,
            List.of(
                ApprovalRule.of("owners").within(Duration.ofDays(1)),
                Steps.gate(
                    "window",
                    context -> Verdict.pendingUntil(context.now().plusSeconds(60), "closed"))));
    Rig rig = new Rig(Pipeline.of("p", Stage.of("a").require(either).run(new Steps().ok("x"))));
    RunId run = rig.start();
    rig.advance(Duration.ofMinutes(10));
    assertThat(rig.count(run, StageEvent.Reminded.class)).isZero();
    assertThat(rig.count(run, StageEvent.GateDecided.class)).isGreaterThan(5);
  }

  @Test
  void people_are_reminded_until_the_deadline() {
    Rig rig = guarded(owners.remindEvery(Duration.ofHours(6)));
    RunId run = rig.start();
    rig.advance(Duration.ofHours(13));

    assertThat(rig.count(run, StageEvent.Reminded.class)).isEqualTo(2);
    rig.advance(Duration.ofHours(12));
    assertThat(rig.count(run, StageEvent.Reminded.class)).isEqualTo(3);
    assertThat(rig.status(run)).isEqualTo(RunStatus.EXPIRED);
  }

  @Test
  void evidence_is_shown_to_people_and_bound_to_their_answer() {
    Gate rows =
        Steps.gate(
            "rows", c -> Verdict.passed("fine", Evidence.of("rows", 101, "90..110", "select")));
    Rig rig = guarded(owners, rows);
    RunId run = rig.start();

    var request = rig.stage(run, "prod").approval(GateName.of("owners")).orElseThrow().request();
    assertThat(request.evidence()).anyMatch(e -> e.observed().equals("101"));
    rig.approve(run, Rig.BOB);
    assertThat(rig.stage(run, "prod").decisions(GateName.of("owners")))
        .singleElement()
        .satisfies(decision -> assertThat(decision.seen()).isEqualTo(request.seen()));
  }

  private static void assertRefused(
      Reason reason, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            RefusedException.class,
            e -> assertThat(e.reason()).as(e.getMessage()).isEqualTo(reason));
  }
}
