package dev.lockflight.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockflight.Action;
import dev.lockflight.ApprovalRule;
import dev.lockflight.Axis;
import dev.lockflight.CombinedGate;
import dev.lockflight.Environment;
import dev.lockflight.Gate;
import dev.lockflight.GateName;
import dev.lockflight.ItemPath;
import dev.lockflight.Phase;
import dev.lockflight.Pipeline;
import dev.lockflight.Polling;
import dev.lockflight.RunId;
import dev.lockflight.Stage;
import dev.lockflight.StageName;
import dev.lockflight.Verdict;
import dev.lockflight.Window;
import dev.lockflight.engine.RefusedException.Reason;
import dev.lockflight.run.ItemKey;
import dev.lockflight.run.RunStatus;
import dev.lockflight.run.StageEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GateKindsTest {
  private final Steps steps = new Steps();
  private final ApprovalRule owners = ApprovalRule.of("owners").within(Duration.ofHours(24));

  private Rig guarded(Gate... gates) {
    return new Rig(
        Pipeline.of(
            "p",
            Stage.of("prod").in(Environment.of("prod").require(gates)).run(steps.ok("deploy"))));
  }

  @Test
  void a_polled_gate_is_asked_until_it_opens_so_many_times_in_a_row() {
    int[] asked = {0};
    Gate flapping =
        Steps.gate("healthy", c -> ++asked[0] == 2 ? Verdict.failed("down") : Verdict.passed("up"));
    Polling polling =
        Polling.every(Duration.ofMinutes(1), Duration.ofHours(1)).consecutively(3).failingAfter(2);
    Rig rig =
        new Rig(
            Pipeline.of("p", Stage.of("a").run(steps.ok("a1")).verify(flapping.polled(polling))));
    RunId run = rig.start();
    rig.advance(Duration.ofMinutes(10));

    assertThat(rig.status(run)).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(asked[0]).isEqualTo(5);
  }

  @Test
  void a_polled_gate_without_an_answer_is_errored_at_its_timeout() {
    Gate never = Steps.gate("soak", c -> Verdict.pendingUntil(c.now().plusSeconds(9), "no data"));
    Rig rig =
        new Rig(
            Pipeline.of(
                "p",
                Stage.of("a")
                    .run(steps.ok("a1"))
                    .verify(
                        never.polled(
                            Polling.every(Duration.ofMinutes(1), Duration.ofMinutes(5))))));
    RunId run = rig.start();
    rig.advance(Duration.ofMinutes(6));

    assertThat(rig.status(run)).isEqualTo(RunStatus.ERRORED);
  }

  @Test
  void a_shadow_gate_is_recorded_and_never_blocks() {
    Rig rig = guarded(Steps.fails("rows").inShadow());
    RunId run = rig.start();

    assertThat(rig.status(run)).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(rig.journal(run).toString()).contains("shadow, would have been FAILED: bad");
  }

  @Test
  void a_matrix_asks_its_entry_gates_in_each_cell_and_nowhere_else() {
    Stage both = Stage.of("both").matrix(new Axis("axis", List.of("a", "b")));
    Gate ready = Steps.pure("ready", c -> Verdict.passed("yes"));
    Rig rig = new Rig(Pipeline.of("p", both.require(ready).run(steps.ok("work"))));
    RunId run = rig.start();

    assertThat(rig.status(run)).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(rig.stage(run, "both[axis=a]").gates()).hasSize(1);
    assertThat(rig.stage(run, "both").gates()).isEmpty();
    assertThat(rig.count(run, StageEvent.GateDecided.class)).isEqualTo(2);
  }

  @Test
  void any_of_people_or_check_opens_with_either() {
    Gate either = new CombinedGate(GateName.of("either"), 1, List.of(owners, Steps.fails("auto")));
    Rig rig = guarded(either);
    RunId run = rig.start();
    assertThat(rig.status(run)).isEqualTo(RunStatus.WAITING);
    rig.approve(run, Rig.BOB);

    assertThat(rig.status(run)).isEqualTo(RunStatus.SUCCEEDED);
  }

  @Test
  void a_closed_window_waits_until_it_opens_and_a_rollback_passes_a_freeze() {
    Instant from = Instant.parse("2026-11-20T00:00:00Z");
    Window freeze =
        new Window.Freeze(from, from.plus(Duration.ofDays(3)), Set.of(Action.PROMOTE), "holiday");
    Environment prod = Environment.of("prod").during(freeze);
    Rig rig = new Rig(Pipeline.of("p", Stage.of("prod").in(prod).run(steps.ok("deploy"))));
    RunId run = rig.start();

    assertThat(rig.status(run)).isEqualTo(RunStatus.WAITING);
    assertThat(rig.engine.explain(run).get(0).earliest()).isEqualTo(from.plus(Duration.ofDays(3)));
    rig.advance(Duration.ofDays(3));
    assertThat(rig.status(run)).isEqualTo(RunStatus.SUCCEEDED);
  }

  @Test
  void an_override_needs_the_right_person_and_a_reason_and_is_in_the_journal() {
    Gate soak =
        Steps.pure("soak", c -> Verdict.pendingUntil(c.now().plus(Duration.ofDays(7)), "soaking"))
            .overridableBy("owners");
    Rig rig = guarded(soak);
    RunId run = rig.start();
    ItemPath gate = new ItemPath(StageName.of("prod"), Phase.REQUIRE, "soak");

    assertRefused(
        Reason.NOT_ALLOWED, () -> rig.engine.override(run, gate, Rig.ALICE, "in a hurry"));
    assertRefused(Reason.NEEDS_COMMENT, () -> rig.engine.override(run, gate, Rig.BOB, " "));
    var unused = rig.engine.override(run, gate, Rig.BOB, "security fix");
    rig.time.settle();

    assertThat(rig.status(run)).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(rig.journal(run).toString()).contains("security fix");
  }

  @Test
  void what_a_gate_says_after_it_was_overridden_comes_too_late() {
    Gate slow =
        Steps.gate("slow", c -> Verdict.pendingUntil(c.now().plusSeconds(60), "not yet"))
            .overridableBy("owners");
    Rig rig = guarded(slow, owners);
    RunId run = rig.start();
    rig.time.jumpTo(rig.time.instant().plusSeconds(60));
    boolean alarmed = rig.time.step();
    ItemPath gate = new ItemPath(StageName.of("prod"), Phase.REQUIRE, "slow");
    var unused = rig.engine.override(run, gate, Rig.BOB, "security fix");
    rig.time.settle();

    assertThat(alarmed).isTrue();
    assertThat(rig.stage(run, "prod").gate(ItemKey.of(gate)).orElseThrow().verdict().status())
        .isEqualTo(Verdict.Status.OVERRIDDEN);
    rig.approve(run, Rig.BOB);
    assertThat(rig.status(run)).isEqualTo(RunStatus.SUCCEEDED);
  }

  private static void assertRefused(
      Reason reason, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            RefusedException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }
}
