package dev.lockflight.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockflight.BranchPattern;
import dev.lockflight.Cause;
import dev.lockflight.Environment;
import dev.lockflight.EnvironmentName;
import dev.lockflight.Hold;
import dev.lockflight.InvalidDefinitionException;
import dev.lockflight.ItemPath;
import dev.lockflight.Order;
import dev.lockflight.Phase;
import dev.lockflight.Pipeline;
import dev.lockflight.PipelinePart;
import dev.lockflight.Release;
import dev.lockflight.Rollback;
import dev.lockflight.RunId;
import dev.lockflight.Stage;
import dev.lockflight.Trigger;
import dev.lockflight.run.GateRun;
import dev.lockflight.run.ItemKey;
import dev.lockflight.run.Run;
import dev.lockflight.run.RunStatus;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OrdersTest {
  private static final EnvironmentName PROD = EnvironmentName.of("prod");

  private final Steps steps = new Steps();

  private final Pipeline delivery =
      Pipeline.of(
          "delivery",
          new PipelinePart.StartedOn(
              List.of(
                  new Trigger.Push(List.of(new BranchPattern("main"))),
                  new Trigger.Manual(List.of()))),
          Stage.of("deploy")
              .in(Environment.of("prod"))
              .run(steps.ok("write"))
              .verify(Steps.passes("smoke"))
              .onFailure(new Rollback(List.of(steps.ok("restore").asStep()), List.of(), false)));

  private final Rig rig = new Rig(delivery);

  private RunId push(String commit) {
    return start(commit, Cause.push("main", Rig.ALICE));
  }

  private RunId promote(String commit) {
    return start(commit, Cause.manual(Rig.BOB));
  }

  private RunId start(String commit, Cause cause) {
    RunId run = rig.engine.start(StartRequest.of("delivery", cause, Release.of(commit)));
    rig.time.settle();
    return run;
  }

  private void deployed(String commit) {
    assertThat(status(push(commit))).isEqualTo(RunStatus.SUCCEEDED);
  }

  private RunId rolledBack() {
    RunId run = rig.engine.rollback(PROD, RollbackTarget.PREVIOUS, Rig.BOB, "empty dashboards");
    rig.time.settle();
    return run;
  }

  private RunStatus status(RunId run) {
    return rig.engine.find(run).map(Run::status).orElseThrow();
  }

  private Blocker blocker(RunId run) {
    List<Blocker> all = rig.engine.explain(run);
    assertThat(all).hasSize(1);
    return all.get(0);
  }

  private void give(Order order) {
    rig.engine.order(order);
    rig.time.settle();
  }

  @Test
  void vetoed_release_is_rejected_before_anything_happens() {
    give(Order.veto(PROD, "c1", Rig.ALICE, "drops revenue"));

    Run run = rig.engine.find(push("c1")).orElseThrow();

    assertThat(run.status()).isEqualTo(RunStatus.REJECTED);
    assertThat(run.deployments()).isEmpty();
    assertThat(run.reason()).contains("c1 may not enter prod", "veto", "alice", "drops revenue");
    ItemPath path =
        new ItemPath(run.stages().keySet().iterator().next(), Phase.REQUIRE, "orders about prod");
    GateRun gate = run.stage(path.stage()).gate(ItemKey.of(path)).orElseThrow();
    assertThat(gate.verdict().evidence()).hasSize(1);
    assertThat(gate.verdict().evidence().get(0).source()).contains("alice");
    assertThat(status(push("c2"))).isEqualTo(RunStatus.SUCCEEDED);
  }

  @Test
  void veto_of_every_environment_survives_a_crash_until_it_is_lifted_with_a_reason() {
    give(Order.vetoEverywhere("c1", Rig.ALICE, "leaks names"));
    rig.crash();

    assertThat(status(promote("c1"))).isEqualTo(RunStatus.REJECTED);
    assertThatThrownBy(() -> Order.liftVetoEverywhere("c1", Rig.BOB, " "))
        .isInstanceOf(InvalidDefinitionException.class)
        .hasMessageContaining("reason of a lifted veto must not be blank");
    assertThatThrownBy(() -> rig.engine.order(Order.liftVeto(PROD, "c1", Rig.BOB, "fixed")))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("there is no veto of c1 in prod");
    give(Order.liftVetoEverywhere("c1", Rig.BOB, "it was the test"));
    assertThat(status(promote("c1"))).isEqualTo(RunStatus.SUCCEEDED);
  }

  @Test
  void vetoed_release_no_longer_counts_as_verified() {
    deployed("c1");
    deployed("c2");
    give(Order.veto(PROD, "c2", Rig.ALICE, "drops revenue"));

    assertThat(rig.engine.ledger().lastVerified(PROD).orElseThrow().release())
        .isEqualTo(Release.of("c1"));
    assertThat(rig.engine.ledger().current(PROD).orElseThrow().release())
        .isEqualTo(Release.of("c2"));
  }

  @Test
  void pinned_environment_lets_nothing_else_in_until_it_is_unpinned() {
    deployed("c1");
    give(Order.pin(PROD, Rig.ALICE, "year end"));

    RunId other = promote("c2");

    assertThat(status(other)).isEqualTo(RunStatus.WAITING);
    assertThat(blocker(other).what()).isEqualTo("pin of prod at c1 by alice: year end");
    assertThat(blocker(other).who()).isEqualTo("whoever unpins it");
    assertThat(status(push("c1"))).isEqualTo(RunStatus.SUCCEEDED);
    rig.crash();
    assertThat(status(other)).isEqualTo(RunStatus.WAITING);
    give(Order.unpin(PROD, Rig.BOB, ""));
    assertThat(status(other)).isEqualTo(RunStatus.SUCCEEDED);
    assertThatThrownBy(() -> rig.engine.order(Order.unpin(PROD, Rig.BOB, "")))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("prod is not pinned; nothing changed");
  }

  @Test
  void pin_ends_by_itself_when_its_time_has_come() {
    deployed("c1");
    give(
        Order.pin(PROD, Rig.ALICE, "until monday")
            .until(rig.time.instant().plus(Duration.ofDays(3))));
    RunId other = push("c2");
    assertThat(blocker(other).earliestMoment())
        .contains(rig.time.instant().plus(Duration.ofDays(3)));

    rig.time.advance(Duration.ofDays(3).minusMillis(1));
    assertThat(status(other)).isEqualTo(RunStatus.WAITING);
    rig.time.advance(Duration.ofMillis(1));
    assertThat(status(other)).isEqualTo(RunStatus.SUCCEEDED);
  }

  @Test
  void rollback_by_hand_holds_automation_until_a_person_releases_it() {
    deployed("c1");
    rig.time.advance(Duration.ofHours(1));
    deployed("c2");
    rig.time.advance(Duration.ofHours(1));
    assertThat(rig.engine.ledger().hold(PROD)).isEmpty();
    assertThat(status(rolledBack())).isEqualTo(RunStatus.SUCCEEDED);

    RunId pushed = push("c3");

    assertThat(rig.engine.ledger().hold(PROD))
        .contains(new Hold(PROD, rig.time.instant(), "c2 was taken back"));
    assertThat(status(pushed)).isEqualTo(RunStatus.WAITING);
    assertThat(blocker(pushed).what()).contains("prod is held since", "c2 was taken back");
    assertThat(blocker(pushed).who()).contains("releases the hold");
    rig.time.advance(Duration.ofHours(1));
    give(Order.releaseHold(PROD, Rig.ALICE, "repaired"));
    assertThat(status(pushed)).isEqualTo(RunStatus.SUCCEEDED);
  }

  @Test
  void promotion_by_hand_ends_a_hold_and_supersedes_what_waited() {
    deployed("c1");
    deployed("c2");
    assertThat(status(rolledBack())).isEqualTo(RunStatus.SUCCEEDED);
    RunId pushed = push("c3");

    RunId promoted = promote("c4");

    assertThat(status(promoted)).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(rig.engine.ledger().hold(PROD)).isEmpty();
    assertThat(status(pushed)).isEqualTo(RunStatus.SUPERSEDED);
    assertThat(status(push("c5"))).isEqualTo(RunStatus.SUCCEEDED);
  }

  @Test
  void ordered_hold_stops_pushes_and_lets_people_through() {
    give(Order.hold(PROD, Rig.ALICE, "audit"));

    assertThat(status(push("c1"))).isEqualTo(RunStatus.WAITING);
    assertThat(status(promote("c2"))).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(rig.engine.ledger().hold(PROD)).isPresent();
  }
}
