package dev.lockflight.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockflight.BranchPattern;
import dev.lockflight.Cause;
import dev.lockflight.Deployment;
import dev.lockflight.Environment;
import dev.lockflight.EnvironmentName;
import dev.lockflight.Order;
import dev.lockflight.Output;
import dev.lockflight.Pipeline;
import dev.lockflight.PipelinePart;
import dev.lockflight.Release;
import dev.lockflight.RestoreReport;
import dev.lockflight.Rollback;
import dev.lockflight.RunId;
import dev.lockflight.Savepoint;
import dev.lockflight.Savepoints;
import dev.lockflight.Stage;
import dev.lockflight.StepContext;
import dev.lockflight.Trigger;
import dev.lockflight.Verdict;
import dev.lockflight.run.RunStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Flow 3: validate the request, deploy the older commit, verify. */
final class RollbackPipelineTest {
  private static final EnvironmentName PROD = EnvironmentName.of("prod");
  private static final Output<Savepoint> BEFORE = Output.of("BEFORE", Savepoint.class);

  private final Steps steps = new Steps();
  private final Environment prod = Environment.of("prod");
  private final Copies copies = new Copies();

  private final Pipeline deploy =
      Pipeline.of(
          "cd-deploy",
          new PipelinePart.StartedOn(
              List.of(
                  new Trigger.Push(List.of(new BranchPattern("main"))),
                  new Trigger.Manual(List.of()))),
          Stage.of("deploy")
              .in(prod)
              .run(copies.take().into(BEFORE))
              .run(steps.ok("write"))
              .verify(Steps.passes("smoke"))
              .onFailure(new Rollback(List.of(copies.restore(BEFORE).asStep()), List.of(), false)));

  private final Pipeline rollback =
      Pipeline.of(
          "cd-rollback",
          Stage.of("validate")
              .reading(prod)
              .require(prod.rollbackRequested())
              .run(prod.savepointBehind(BEFORE).into(BEFORE))
              .verify(copies.restorable(BEFORE)),
          Stage.of("rollback")
              .in(prod)
              .require(prod.rollbackRequested())
              .run(copies.restore(BEFORE))
              .run(steps.ok("deploy again"))
              .verify(Steps.passes("health")));

  private final Rig rig = new Rig(deploy, rollback);

  /** Savepoints that only remember their names. */
  private static final class Copies implements Savepoints {
    final List<String> broughtBack = new ArrayList<>();
    boolean gone;

    @Override
    public Savepoint capture(StepContext context) {
      return new Savepoint("before-" + context.release(), PROD, context.now(), List.of(), Map.of());
    }

    @Override
    public RestoreReport bringBack(Savepoint savepoint, StepContext context) {
      broughtBack.add(savepoint.id());
      return new RestoreReport(savepoint.id(), List.of(), List.of());
    }

    @Override
    public Verdict check(Savepoint savepoint) {
      return gone ? Verdict.failed("vacuumed") : Verdict.passed("is there");
    }
  }

  private RunId push(String commit) {
    return run("cd-deploy", Cause.push("main", Rig.ALICE), commit);
  }

  private void deployed(String... commits) {
    for (String commit : commits) {
      assertThat(rig.status(push(commit))).isEqualTo(RunStatus.SUCCEEDED);
      rig.advance(Duration.ofHours(1));
    }
  }

  private RunId back(String commit) {
    return run("cd-rollback", Cause.manual(Rig.BOB), commit);
  }

  private RunId run(String pipeline, Cause cause, String commit) {
    RunId run = rig.engine.start(StartRequest.of(pipeline, cause, Release.of(commit)));
    rig.time.settle();
    return run;
  }

  private void assertRefused(String commit, String why) {
    RunId run = back(commit);
    assertThat(rig.status(run)).isEqualTo(RunStatus.FAILED);
    assertThat(rig.run(run).reason()).contains(why);
    assertThat(rig.run(run).deployments()).isEmpty();
  }

  @Test
  void older_release_is_put_back_with_its_data_and_holds_automation() {
    deployed("c1", "c2", "c3");

    RunId run = back("c1");

    assertThat(rig.status(run)).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(copies.broughtBack).containsExactly("before-c2");
    assertThat(rig.engine.ledger().current(PROD).orElseThrow().release())
        .isEqualTo(Release.of("c1"));
    assertThat(rig.engine.ledger().history(PROD).subList(0, 3))
        .extracting(line -> line.release() + " " + line.state())
        .containsExactly("c2 ROLLED_BACK", "c3 ROLLED_BACK", "c1 VERIFIED");
    assertThat(rig.engine.ledger().hold(PROD)).isPresent();
    RunId pushed = push("c4");
    assertThat(rig.status(pushed)).isEqualTo(RunStatus.WAITING);
    rig.advance(Duration.ofHours(1));
    rig.engine.order(Order.releaseHold(PROD, Rig.ALICE, "repaired"));
    rig.time.settle();
    assertThat(rig.status(pushed)).isEqualTo(RunStatus.SUCCEEDED);
  }

  @Test
  void request_is_refused_with_its_reason_before_anything_is_written() {
    assertRefused("c1", "nothing is deployed in prod");
    deployed("c1", "c2", "c3");

    assertRefused("c3", "release c3 is what is in prod now");
    assertRefused("c9", "release c9 was never verified in prod");
    rig.engine.order(Order.veto(PROD, "c1", Rig.ALICE, "drops revenue"));
    assertRefused("c1", "is vetoed: veto of c1 in prod by alice");
    copies.gone = true;
    assertRefused("c2", "vacuumed");
    assertThat(copies.broughtBack).isEmpty();
  }

  @Test
  void rollback_is_never_rolled_back() {
    deployed("c1", "c2");
    assertThat(rig.status(back("c1"))).isEqualTo(RunStatus.SUCCEEDED);

    assertRefused("c2", "was taken back in prod; a rollback is never rolled back, promote it");
    assertThatThrownBy(
            () -> rig.engine.rollback(PROD, RollbackTarget.PREVIOUS, Rig.BOB, "and back again"))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("a rollback is never rolled back");
  }

  @Test
  void pinned_environment_is_not_rolled_back_by_hand() {
    deployed("c1", "c2");
    rig.engine.order(Order.pin(PROD, Rig.ALICE, "year end"));

    assertThatThrownBy(() -> rig.engine.rollback(PROD, RollbackTarget.PREVIOUS, Rig.BOB, "empty"))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("pin of prod at c2 by alice: year end; unpin prod before");
  }

  @Test
  void push_of_a_commit_that_was_there_before_takes_nothing_back() {
    deployed("c1", "c2", "c1");

    assertThat(rig.engine.ledger().history(PROD))
        .extracting(Deployment::state)
        .doesNotContain(Deployment.State.ROLLED_BACK);
    assertThat(rig.engine.ledger().hold(PROD)).isEmpty();
  }
}
