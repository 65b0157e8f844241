package dev.lockflight.engine;

import static dev.lockflight.testkit.TestKit.simulate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockflight.Cause;
import dev.lockflight.Deployment;
import dev.lockflight.Environment;
import dev.lockflight.EnvironmentName;
import dev.lockflight.InvalidDefinitionException;
import dev.lockflight.Order;
import dev.lockflight.Pipeline;
import dev.lockflight.PipelineName;
import dev.lockflight.PipelinePart;
import dev.lockflight.Release;
import dev.lockflight.Rollback;
import dev.lockflight.Stage;
import dev.lockflight.Trigger;
import dev.lockflight.Verdict;
import dev.lockflight.run.Run;
import dev.lockflight.store.InMemoryRunStore;
import dev.lockflight.testkit.simulation.KillableStore;
import dev.lockflight.testkit.simulation.Simulation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Flow 3: a deployment that failed starts the pipeline that rolls back. */
final class RollbackOnFailureTest {
  private static final EnvironmentName PROD = EnvironmentName.of("prod");
  private static final Trigger BY_HAND = new Trigger.Manual(List.of());
  private static final Trigger.Failure FAILURE =
      new Trigger.Failure(PipelineName.of("cd-deploy"), PROD, false);

  private final Environment prod = Environment.of("prod");
  private final Steps steps = new Steps();
  private final TriggersRig rig = new TriggersRig();
  private Verdict ofBad = Verdict.failed("502");
  private Verdict ofRollback = Verdict.passed("200");

  private final Stage deploys =
      Stage.of("deploy")
          .in(prod)
          .require(Steps.passes("tests"))
          .run(steps.ok("write"))
          .verify(Steps.pure("health", context -> health(context.release().commit())));

  private final Pipeline deploy =
      pipeline("cd-deploy", List.of(TriggersRig.PUSH, BY_HAND), deploys);

  private final Pipeline rollback =
      pipeline(
          "cd-rollback",
          List.of(BY_HAND, FAILURE),
          Stage.of("rollback")
              .in(prod)
              .require(prod.rollbackRequested())
              .run(steps.ok("deploy again"))
              .verify(Steps.pure("health again", context -> ofRollback)));

  private static Pipeline pipeline(String name, List<Trigger> triggers, Stage... stages) {
    List<PipelinePart> parts = new ArrayList<>();
    parts.add(new PipelinePart.StartedOn(triggers));
    parts.addAll(List.of(stages));
    return Pipeline.of(name, parts);
  }

  /** Every release whose name begins with bad is. */
  private Verdict health(String commit) {
    return commit.startsWith("bad") ? ofBad : Verdict.passed("200");
  }

  private Simulation opened(Pipeline... pipelines) {
    return rig.opened(setup -> setup, pipelines);
  }

  private static void push(Simulation sim, String... commits) {
    for (String commit : commits) {
      sim.start(TriggersRig.PUSH, commit);
      sim.advance(Duration.ofMinutes(1));
    }
  }

  private static List<String> runs(Simulation sim) {
    return TriggersRig.runs(sim).stream()
        .map(run -> run.pipeline() + " " + run.release() + " " + run.status())
        .toList();
  }

  @Test
  void failed_deployment_puts_the_last_verified_release_back_once_and_holds_nothing() {
    Simulation sim = opened(deploy, rollback);
    push(sim, "c1", "bad");

    assertThat(runs(sim))
        .containsExactly(
            "cd-deploy c1 SUCCEEDED", "cd-deploy bad FAILED", "cd-rollback c1 SUCCEEDED");
    Run back = TriggersRig.runs(sim).get(2);
    assertThat(back.created().cause().toString())
        .isEqualTo("failure of cd-deploy in prod by alice");
    assertThat(sim.engine().ledger().current(PROD).orElseThrow().run()).isEqualTo(back.id());
    assertThat(sim.engine().ledger().hold(PROD)).isEmpty();
    sim.crash().settle().crash().settle();
    assertThat(runs(sim)).hasSize(3);
    push(sim, "c3");
    assertThat(runs(sim)).last().isEqualTo("cd-deploy c3 SUCCEEDED");
  }

  @Test
  void failure_of_the_rollback_starts_nothing() {
    Simulation sim = opened(deploy, rollback);
    ofRollback = Verdict.failed("502");
    push(sim, "c1", "bad");
    sim.crash().settle().advance(Duration.ofDays(1));

    assertThat(runs(sim))
        .containsExactly("cd-deploy c1 SUCCEEDED", "cd-deploy bad FAILED", "cd-rollback c1 FAILED");
  }

  @Test
  void nothing_starts_when_nothing_was_left_behind() {
    Simulation refused = opened(deploy, rollback);
    refused.start(TriggersRig.PUSH, "c1");
    refused.gate("tests").fails("red").start(TriggersRig.PUSH, "c2");
    assertThat(runs(refused)).hasSize(2);

    Stage undoing =
        deploys.onFailure(new Rollback(List.of(steps.ok("undo").asStep()), List.of(), false));
    Simulation undone =
        opened(pipeline("cd-deploy", List.of(TriggersRig.PUSH, BY_HAND), undoing), rollback);
    push(undone, "c1", "bad");
    assertThat(runs(undone)).containsExactly("cd-deploy c1 SUCCEEDED", "cd-deploy bad FAILED");
  }

  @Test
  void without_a_release_to_go_back_to_it_is_told() {
    Simulation sim = opened(deploy, rollback);
    push(sim, "bad1", "c2");
    sim.engine().order(Order.veto(PROD, "c2", Simulation.ALICE, "leaks names"));
    push(sim, "bad3");

    assertThat(runs(sim)).noneMatch(run -> run.startsWith("cd-rollback"));
    assertThat(rig.told(TriggerEvent.Refused.class))
        .hasSize(2)
        .allSatisfy(
            told ->
                assertThat(told.describe())
                    .isEqualTo(
                        "cd-rollback was not started by failure of cd-deploy in prod by alice: "
                            + "nothing that was verified in prod can be gone back to; "
                            + "deploy a repaired release"));
  }

  @Test
  void release_that_was_verified_meanwhile_is_not_taken_back() {
    Simulation sim = opened(deploy, rollback);
    push(sim, "c1");
    sim.engine().order(Order.pin(PROD, Simulation.ALICE, "audit").at("bad"));
    push(sim, "bad");
    assertThat(runs(sim)).last().isEqualTo("cd-rollback c1 WAITING");
    sim.engine().order(Order.pin(PROD, Simulation.ALICE, "repaired").at("c3"));
    push(sim, "c3");
    sim.engine().order(Order.unpin(PROD, Simulation.ALICE, ""));
    sim.settle();

    assertThat(runs(sim)).last().isEqualTo("cd-deploy c3 SUCCEEDED");
    assertThat(TriggersRig.runs(sim).get(2).reason())
        .contains("release c1 is not needed: c3 was verified meanwhile");
  }

  @Test
  void rollback_passes_a_freeze_and_a_hold_that_keep_promotions_out() {
    Simulation sim = simulate(deploy, rollback);
    rig.follow(sim, setup -> setup)
        .freeze("prod", Simulation.START.plusSeconds(90), Simulation.START.plusSeconds(9_000_000));
    push(sim, "c1", "bad");
    assertThat(runs(sim)).last().isEqualTo("cd-rollback c1 SUCCEEDED");

    sim.start(TriggersRig.PUSH, "c3");
    assertThat(runs(sim)).last().isEqualTo("cd-deploy c3 WAITING");
  }

  @Test
  void an_error_starts_it_only_when_the_trigger_says_so() {
    ofBad = Verdict.errored("no route to host");
    for (boolean alsoWhenErrored : List.of(false, true)) {
      Trigger trigger = alsoWhenErrored ? FAILURE.alsoWhenErrored() : FAILURE;
      Pipeline back =
          pipeline(
              "cd-rollback", List.of(trigger), Stage.of("rollback").in(prod).run(steps.ok("x")));
      Simulation sim = simulate(deploy, back);
      rig.follow(sim, setup -> setup).settle();
      push(sim, "c1", "bad");

      assertThat(runs(sim)).hasSize(alsoWhenErrored ? 3 : 2);
    }
  }

  @Test
  void crash_between_any_two_writes_starts_it_once() {
    int[] writes = new int[1];
    List<String> undisturbed = played(Integer.MAX_VALUE, writes);
    assertThat(undisturbed)
        .containsExactly(
            "cd-deploy bad FAILED", "cd-deploy c1 SUCCEEDED", "cd-rollback c1 SUCCEEDED");
    int all = writes[0];
    assertThat(all).isGreaterThan(10);
    for (int position = 0; position < all; position++) {
      assertThat(played(position, writes))
          .as("killed after write " + position)
          .isEqualTo(undisturbed);
    }
  }

  private List<String> played(int dieAfter, int[] writes) {
    KillableStore store = new KillableStore(new InMemoryRunStore());
    Simulation sim = rig.follow(Simulation.on(store, deploy, rollback), setup -> setup);
    sim.settle();
    sim.start(TriggersRig.PUSH, "c1");
    Occurrence push = Occurrence.of(Cause.push("main", Simulation.ALICE), Release.of("bad"));
    store.dieAfter(dieAfter);
    List<Runnable> moves =
        List.of(
            () -> {
              var unused = rig.triggers().happened(push);
            },
            sim::settle,
            () -> sim.crash().advance(Duration.ofHours(2)));
    for (int move = 0; move < moves.size(); ) {
      try {
        moves.get(move).run();
        move++;
      } catch (KillableStore.Killed killed) {
        store.live();
        sim.crash();
      }
    }
    writes[0] = store.writes();
    List<String> runs = runs(sim).stream().sorted().toList();
    sim.close();
    return runs;
  }

  @Test
  void circles_and_failures_that_never_happen_are_refused_when_opened() {
    Pipeline first = pipeline("a", List.of(FAILURE), deploys);
    assertRefused("nobody hears the failure of cd-deploy in prod, which starts a", first);
    Trigger afterRollback = new Trigger.Failure(PipelineName.of("cd-rollback"), PROD, false);
    assertRefused(
        "a rollback is never rolled back: b is started by the failure of cd-rollback in prod",
        deploy,
        rollback,
        pipeline("b", List.of(afterRollback), deploys));
    Trigger elsewhere =
        new Trigger.Failure(PipelineName.of("cd-deploy"), EnvironmentName.of("stage"), false);
    assertRefused(
        "no stage of cd-deploy deploys to stage",
        deploy,
        pipeline("c", List.of(elsewhere), deploys));
    Trigger after = new Trigger.Upstream(PipelineName.of("cd-rollback"));
    assertRefused(
        "pipelines would start each other for ever",
        pipeline("cd-deploy", List.of(after), deploys),
        rollback);
  }

  private void assertRefused(String why, Pipeline... pipelines) {
    assertThatThrownBy(() -> opened(pipelines))
        .isInstanceOf(InvalidDefinitionException.class)
        .hasMessageContaining(why);
  }

  @Test
  void rolled_back_deployment_stays_in_the_ledger_as_failed() {
    Simulation sim = opened(deploy, rollback);
    push(sim, "c1", "bad");

    assertThat(sim.engine().ledger().inForce(PROD))
        .extracting(line -> line.release() + " " + line.state())
        .containsExactly("c1 VERIFIED", "bad FAILED", "c1 VERIFIED");
    assertThatThrownBy(
            () ->
                sim.engine()
                    .rollback(PROD, RollbackTarget.PREVIOUS, Simulation.ALICE, "and back again"))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("a rollback is never rolled back");
    assertThat(sim.engine().ledger().lastVerified(PROD).map(Deployment::state))
        .contains(Deployment.State.VERIFIED);
  }
}
