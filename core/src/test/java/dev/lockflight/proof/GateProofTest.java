package dev.lockflight.proof;

import static dev.lockflight.proof.Sketch.OK;
import static dev.lockflight.proof.Sketch.around;
import static dev.lockflight.proof.Sketch.aroundOk;
import static dev.lockflight.proof.Sketch.gate;
import static dev.lockflight.proof.Sketch.owners;
import static dev.lockflight.proof.Sketch.prod;
import static dev.lockflight.proof.Sketch.stage;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockflight.CombinedGate;
import dev.lockflight.Environment;
import dev.lockflight.Gate;
import dev.lockflight.GateName;
import dev.lockflight.NegatedGate;
import dev.lockflight.Pipeline;
import dev.lockflight.Polling;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class GateProofTest {
  @Test
  void a_reason_and_polling_change_nothing() {
    Gate polled =
        OK.because("figures").polled(Polling.every(Duration.ofMinutes(1), Duration.ofHours(1)));

    assertThat(aroundOk(prod().require(polled))).isEmpty();
  }

  @Test
  void a_gate_in_shadow_guards_nothing() {
    assertThat(aroundOk(prod().require(OK.inShadow().because("on trial"), gate("other"))))
        .singleElement()
        .asString()
        .contains("→ prod_build is entered: it can pass ok without it: ok (shadow), because");
  }

  @Test
  void the_opposite_of_a_gate_guards_nothing() {
    assertThat(aroundOk(prod().require(new NegatedGate(OK)))).hasSize(1);
    assertThat(around(Guard.gate("not ok"), prod().require(new NegatedGate(OK)))).isEmpty();
  }

  @Test
  void a_gate_counts_inside_a_combination_that_cannot_do_without_it() {
    assertThat(aroundOk(prod().require(of(2, OK, gate("b"))))).isEmpty();
    assertThat(aroundOk(prod().require(of(1, OK, gate("b")))))
        .singleElement()
        .asString()
        .contains("it can pass some without it: 1 of [ok; b]");
    assertThat(aroundOk(prod().require(of(2, OK, OK.because("twice"), gate("b"))))).isEmpty();
    assertThat(aroundOk(prod().require(of(2, OK, gate("b"), gate("c"))))).hasSize(1);
    assertThat(aroundOk(prod().require(of(1, of(2, OK, gate("b")), OK)))).isEmpty();
  }

  @Test
  void a_combination_counts_by_its_own_name_unless_it_can_open_by_its_shadows() {
    Guard some = Guard.gate("some");

    assertThat(around(some, prod().require(of(1, gate("a"), gate("b"))))).isEmpty();
    assertThat(around(some, prod().require(of(1, gate("a"), gate("b").inShadow())))).hasSize(1);
    assertThat(around(some, prod().require(of(2, gate("a"), gate("b").inShadow())))).isEmpty();
  }

  @Test
  void a_gate_that_can_be_overridden_counts_only_when_told_so() {
    Gate soft = OK.overridableBy("admins");

    assertThat(aroundOk(prod().require(soft)))
        .singleElement()
        .asString()
        .contains("ok can be overridden by admins");
    assertThat(around(Guard.gate("ok").countingOverrides(), prod().require(soft))).isEmpty();
    assertThat(aroundOk(prod().require(of(2, soft, gate("b"))))).isEmpty();
  }

  @Test
  void an_approval_counts_for_the_only_group_that_can_give_it() {
    assertThat(around(Guard.approvalBy("owners"), prod().require(owners()))).isEmpty();
    assertThat(around(Guard.approvalBy("owners"), prod().require(owners().by("owners", "bots"))))
        .hasSize(1);
    assertThat(around(Guard.approvalBy("owners", 2), prod().require(owners().quorum(2)))).isEmpty();
    assertThat(around(Guard.approvalBy("owners", 2), prod().require(owners())))
        .singleElement()
        .asString()
        .contains("without approval by 2 of owners");
  }

  @Test
  void rules_of_one_name_merge_before_they_are_looked_at() {
    Environment env = Sketch.PROD.require(owners());

    assertThat(
            around(Guard.approvalBy("owners", 2), stage("b").in(env).require(owners().quorum(2))))
        .isEmpty();
  }

  @Test
  void protected_environments_written_before_an_approval_are_listed() {
    Environment prod = Sketch.PROD.isProtected();
    Pipeline early =
        Pipeline.of(
            "p",
            stage("dev_build").in(Environment.of("dev")),
            stage("prod_build").in(prod).require(OK),
            stage("release").require(owners()));
    Pipeline right =
        Pipeline.of("p", stage("ask").require(owners()), stage("prod_build").in(prod).require(OK));

    assertThat(PipelinePaths.of(early).writesBeforeApproval())
        .singleElement()
        .extracting(bypass -> bypass.stage().value())
        .isEqualTo("prod_build");
    assertThat(PipelinePaths.of(right).writesBeforeApproval()).isEmpty();
  }

  private static Gate of(int needed, Gate... gates) {
    return new CombinedGate(GateName.of("some"), needed, List.of(gates));
  }
}
