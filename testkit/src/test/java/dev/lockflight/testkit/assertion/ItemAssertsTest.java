package dev.lockflight.testkit.assertion;

import static dev.lockflight.dsl.Lockflight.manual;
import static dev.lockflight.dsl.Lockflight.pipeline;
import static dev.lockflight.dsl.Lockflight.push;
import static dev.lockflight.dsl.Lockflight.stage;
import static dev.lockflight.testkit.assertion.Delivery.assertThatRun;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockflight.Evidence;
import dev.lockflight.Principal;
import dev.lockflight.testkit.simulation.SimulatedRun;
import dev.lockflight.testkit.simulation.Simulation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ItemAssertsTest {
  private final Simulation sim = Simulation.of(Delivery.pipelineOf());

  @AfterEach
  void close() {
    sim.close();
  }

  @Test
  void a_gate_says_what_it_saw() {
    Evidence rows = new Evidence("rows", "690", "900 to 1100", "select count(*)");
    SimulatedRun run = sim.gate("row-count").fails("-31 %", rows).start(push("main"));

    assertThatRun(run)
        .gate("row-count")
        .failed()
        .becauseOf("-31 %")
        .answered(1)
        .saw("rows", "690")
        .evidence()
        .containsExactly(rows);
    assertThatRun(run).gate("tests-passed").passed();
    assertThatRun(run).gate("data-owners").neverAnswered();
    assertThatRun(run).approval("data-owners").neverAsked().undecided();
    assertThatThrownBy(() -> assertThatRun(run).gate("row-count").passed())
        .hasMessageContaining("gate stg_build/verify/row-count to say PASSED")
        .hasMessageContaining("but it says FAILED: -31 %")
        .message()
        .containsPattern("✗ verify row-count .*← here\n");
    assertThatThrownBy(() -> assertThatRun(run).gate("row-count").saw("rows", "691"))
        .hasMessageContaining("it saw [rows: 690");
    assertThatThrownBy(() -> assertThatRun(run).gate("data-owners").isPending())
        .hasMessageContaining("it has not answered")
        .message()
        .containsPattern("– prod_build in prod.*← here\n");
  }

  @Test
  void an_approval_tells_who_decided_on_what() {
    Evidence rows = new Evidence("rows", "990", "900 to 1100", "select count(*)");
    sim.gate("row-count").passes(rows);
    Principal bob = Principal.of("bob").withGroups("data-owners");
    SimulatedRun run = sim.start(push("main")).approve("data-owners", bob);

    assertThatRun(run)
        .approval("data-owners")
        .asked(1)
        .decidedBy("bob")
        .approvedBy("bob")
        .onEvidence("rows", "990")
        .onWhatWasShown()
        .neverVoided()
        .run()
        .succeeded();
    assertThatThrownBy(() -> assertThatRun(run).approval("data-owners").rejectedBy("bob"))
        .hasMessageContaining("approval data-owners to get REJECT from bob")
        .hasMessageContaining("data-owners: bob approved")
        .message()
        .containsPattern("✓ require data-owners.*← here\n");
    assertThatThrownBy(() -> assertThatRun(run).approval("data-owners").onEvidence("rows", "1"))
        .hasMessageContaining("people were shown [");
    assertThatThrownBy(() -> assertThatRun(run).approval("data-owners").wasVoided())
        .hasMessageContaining("to be voided");
    assertThatThrownBy(() -> assertThatRun(run).approval("data-owners").decidedBy())
        .hasMessageContaining("to be decided by []");
  }

  @Test
  void a_failed_verification_is_rolled_back() {
    sim.gate("no-rows").fails("3 rows");
    SimulatedRun run = sim.start(push("main")).approve("data-owners");

    assertThatRun(run).failed().atGate("no-rows").stage("prod_build").failed().rolledBack();
    assertThatThrownBy(() -> assertThatRun(run).stage("prod_build").neverRolledBack())
        .hasMessageContaining("its rollback was done");
    assertThatThrownBy(() -> assertThatRun(run).deployedTo("prod"))
        .hasMessageContaining("[DEPLOYING, DEPLOYED, ROLLED_BACK]");
  }

  @Test
  void a_rollback_that_fails_or_cannot_be_proven_is_not_one() {
    sim.gate("no-rows").fails("3 rows").step("restore").fails("gone");
    SimulatedRun broken = sim.start(push("main")).approve("data-owners");
    assertThatRun(broken).atGate("no-rows").stage("prod_build").rollbackFailed();
    assertThatThrownBy(() -> assertThatRun(broken).atStep("restore"))
        .hasMessageContaining("was decided at [prod_build/verify/no-rows]");

    sim.step("restore").succeeds().gate("restored").fails("still bad");
    SimulatedRun unproven = sim.start(push("main")).approve("data-owners");
    assertThatRun(unproven).failed().atGate("no-rows").stage("prod_build").rollbackFailed();
    assertThatThrownBy(() -> assertThatRun(unproven).stage("prod_build").rolledBack())
        .hasMessageContaining("to have been rolled back")
        .hasMessageContaining("its rollback failed");
  }

  @Test
  void a_stage_that_had_nothing_to_do_has_started_when_it_succeeded() {
    try (Simulation empty = Simulation.of(pipeline("empty", stage("nothing")))) {
      SimulatedRun run = empty.start(manual());

      assertThatRun(run).succeeded();
      assertThatThrownBy(() -> assertThatRun(run).neverStarted("nothing"))
          .hasMessageContaining("it did, it is SUCCEEDED");
    }
  }
}
