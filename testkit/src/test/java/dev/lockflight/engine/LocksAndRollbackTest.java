package dev.lockflight.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockflight.ApprovalRule;
import dev.lockflight.Deployment;
import dev.lockflight.Environment;
import dev.lockflight.EnvironmentName;
import dev.lockflight.Gate;
import dev.lockflight.LockPolicy;
import dev.lockflight.Output;
import dev.lockflight.Pipeline;
import dev.lockflight.Rollback;
import dev.lockflight.RunId;
import dev.lockflight.Stage;
import dev.lockflight.Verdict;
import dev.lockflight.run.RunStatus;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LocksAndRollbackTest {
  private static final EnvironmentName PROD = EnvironmentName.of("prod");
  private static final Output<String> BEFORE = Output.of("BEFORE", String.class);
  private final Steps steps = new Steps();

  private Rig approvedWith(LockPolicy policy) {
    Environment prod = Environment.of("prod").require(ApprovalRule.of("owners")).lock(policy);
    return new Rig(Pipeline.of("p", Stage.of("prod").in(prod).run(steps.ok("deploy"))));
  }

  @Test
  void queued_runs_get_the_environment_one_after_the_other() {
    Rig rig = approvedWith(LockPolicy.QUEUE);
    RunId first = rig.start("aaa");
    RunId second = rig.start("bbb");
    RunId third = rig.start("ccc");

    assertThat(rig.engine.explain(second).get(0).what()).contains("prod is in use");
    rig.approve(first, Rig.BOB);
    rig.approve(second, Rig.BOB);
    rig.approve(third, Rig.BOB);
    assertThat(List.of(rig.status(first), rig.status(second), rig.status(third)))
        .containsOnly(RunStatus.SUCCEEDED);
  }

  @Test
  void latest_only_supersedes_those_that_wait_and_none_disappears() {
    Rig rig = approvedWith(LockPolicy.LATEST_ONLY);
    RunId first = rig.start("aaa");
    rig.advance(Duration.ofSeconds(1));
    RunId second = rig.start("bbb");
    rig.advance(Duration.ofSeconds(1));
    RunId third = rig.start("ccc");

    assertThat(rig.status(second)).isEqualTo(RunStatus.SUPERSEDED);
    assertThat(rig.run(second).reason()).contains("newer release");
    rig.approve(first, Rig.BOB);
    rig.approve(third, Rig.BOB);
    assertThat(rig.status(third)).isEqualTo(RunStatus.SUCCEEDED);
  }

  @Test
  void reject_ends_the_second_run_and_names_the_first() {
    Rig rig = approvedWith(LockPolicy.REJECT);
    RunId first = rig.start("aaa");
    RunId second = rig.start("bbb");

    assertThat(rig.status(second)).isEqualTo(RunStatus.REJECTED);
    assertThat(rig.run(second).reason()).contains(first.value());
    assertThat(rig.status(first)).isEqualTo(RunStatus.WAITING);
  }

  @Test
  void locks_and_queues_survive_a_crash() {
    Rig rig = approvedWith(LockPolicy.QUEUE);
    RunId first = rig.start("aaa");
    RunId second = rig.start("bbb");
    rig.crash();
    assertThat(rig.engine.explain(second).get(0).what()).contains("prod is in use");
    rig.approve(first, Rig.BOB);
    rig.crash();
    rig.approve(second, Rig.BOB);

    assertThat(rig.status(second)).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(steps.done).hasSize(2);
  }

  @Test
  void an_aborted_run_frees_the_environment() {
    Rig rig = approvedWith(LockPolicy.QUEUE);
    RunId first = rig.start("aaa");
    RunId second = rig.start("bbb");
    var unused = rig.engine.abort(first, Rig.ALICE, "wrong commit");
    rig.time.settle();

    assertThat(rig.status(first)).isEqualTo(RunStatus.ABORTED);
    rig.approve(second, Rig.BOB);
    assertThat(rig.status(second)).isEqualTo(RunStatus.SUCCEEDED);
    assertThatThrownBy(() -> rig.engine.approve(Answer.to(first, "owners", Rig.BOB)))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("has ended ABORTED");
  }

  private Rig verified(Gate proof, Rollback rollback) {
    Environment prod = Environment.of("prod");
    return new Rig(
        Pipeline.of(
            "p",
            Stage.of("prod")
                .in(prod)
                .run(steps.call("savepoint", c -> "before " + c.release()).into(BEFORE))
                .run(steps.ok("deploy"))
                .verify(proof)
                .onFailure(rollback)
                .onFailure(steps.ok("alert"))));
  }

  private Rollback restore(Gate... proofs) {
    return new Rollback(List.of(steps.reading("restore", BEFORE).asStep()), List.of(), false)
        .verify(proofs);
  }

  @Test
  void a_failed_verification_rolls_back_and_says_so() {
    Rig rig = verified(Steps.fails("smoke"), restore(Steps.passes("healthy")));
    RunId run = rig.start("aaa");

    assertThat(steps.done).containsExactly("savepoint", "deploy", "restore=before aaa", "alert");
    assertThat(rig.status(run)).isEqualTo(RunStatus.FAILED);
    assertThat(rig.run(run).reason()).contains("gate smoke: bad").contains("rolled back");
    assertThat(rig.engine.ledger().latest(PROD))
        .hasValueSatisfying(d -> assertThat(d.state()).isEqualTo(Deployment.State.ROLLED_BACK));
    assertThat(rig.engine.ledger().current(PROD)).isEmpty();
  }

  @Test
  void an_errored_verification_does_not_roll_back_unless_told() {
    Gate unsure =
        Steps.gate(
            "smoke",
            c -> {
              throw new IllegalStateException("no answer");
            });
    Rig rig = verified(unsure, restore());
    RunId run = rig.start("aaa");
    assertThat(rig.status(run)).isEqualTo(RunStatus.ERRORED);
    assertThat(steps.done).doesNotContain("restore=before aaa");

    steps.done.clear();
    Rig told = verified(unsure, restore().alsoWhenErrored());
    RunId other = told.start("bbb");
    assertThat(told.status(other)).isEqualTo(RunStatus.ERRORED);
    assertThat(steps.done).contains("restore=before bbb");
  }

  @Test
  void a_rollback_that_cannot_be_verified_is_said_and_not_rolled_back_again() {
    Rig rig = verified(Steps.fails("smoke"), restore(Steps.fails("healthy")));
    RunId run = rig.start("aaa");

    assertThat(rig.run(run).reason()).contains("the rollback could not be verified");
    assertThat(rig.engine.ledger().latest(PROD))
        .hasValueSatisfying(d -> assertThat(d.state()).isEqualTo(Deployment.State.FAILED));
    assertThat(steps.done.stream().filter(s -> s.startsWith("restore"))).hasSize(1);
  }

  @Test
  void nothing_is_restored_when_the_savepoint_itself_failed() {
    Environment prod = Environment.of("prod");
    Rig rig =
        new Rig(
            Pipeline.of(
                "p",
                Stage.of("prod")
                    .in(prod)
                    .run(steps.fatal("savepoint").into(BEFORE))
                    .run(steps.ok("deploy"))
                    .onFailure(restore())));
    RunId run = rig.start("aaa");

    assertThat(rig.status(run)).isEqualTo(RunStatus.FAILED);
    assertThat(steps.done).containsExactly("savepoint");
    assertThat(rig.journal(run).toString()).contains("BEFORE was never written");
  }

  @Test
  void a_person_rolls_back_to_what_was_verified_before() {
    Rig rig = verified(Steps.passes("smoke"), restore());
    RunId first = rig.start("aaa");
    RunId second = rig.start("bbb");
    RunId third = rig.start("ccc");
    assertThat(rig.engine.ledger().lastVerified(PROD).orElseThrow().run()).isEqualTo(third);

    RunId rollback =
        rig.engine.rollback(PROD, RollbackTarget.release("aaa"), Rig.BOB, "bad numbers");
    rig.time.settle();

    assertThat(rig.status(rollback)).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(steps.done).endsWith("restore=before bbb");
    assertThat(rig.run(rollback).release().commit()).isEqualTo("aaa");
    assertThat(rig.engine.ledger().current(PROD).orElseThrow().run()).isEqualTo(first);
    assertThat(rig.engine.ledger().lastVerified(PROD).orElseThrow().run()).isEqualTo(first);
    assertThat(second).isNotEqualTo(third);
    assertThatThrownBy(() -> rig.engine.rollback(PROD, RollbackTarget.release("zzz"), Rig.BOB, ""))
        .hasMessageContaining("never verified");
  }

  @Test
  void a_failed_step_after_verification_does_not_undo_what_was_verified() {
    Environment prod = Environment.of("prod");
    Rig rig =
        new Rig(
            Pipeline.of(
                "p",
                Stage.of("prod")
                    .in(prod)
                    .run(steps.call("savepoint", c -> "s").into(BEFORE))
                    .verify(Steps.gate("smoke", c -> Verdict.warned("almost")))
                    .onSuccess(steps.fatal("flip"))
                    .onFailure(restore())));
    RunId run = rig.start("aaa");

    assertThat(rig.status(run)).isEqualTo(RunStatus.FAILED);
    assertThat(rig.run(run).reason()).contains("after verification");
    assertThat(steps.done).containsExactly("savepoint", "flip");
    assertThat(rig.engine.ledger().lastVerified(PROD)).isPresent();
  }
}
