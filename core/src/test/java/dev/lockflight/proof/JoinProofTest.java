package dev.lockflight.proof;

import static dev.lockflight.proof.Sketch.OK;
import static dev.lockflight.proof.Sketch.around;
import static dev.lockflight.proof.Sketch.aroundOk;
import static dev.lockflight.proof.Sketch.parallel;
import static dev.lockflight.proof.Sketch.prod;
import static dev.lockflight.proof.Sketch.stage;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockflight.Axis;
import dev.lockflight.Join;
import dev.lockflight.PipelinePart;
import dev.lockflight.Stage;
import dev.lockflight.StageName;
import java.util.List;
import org.junit.jupiter.api.Test;

class JoinProofTest {
  @Test
  void the_gate_of_the_stage_itself_guards_it() {
    assertThat(aroundOk(stage("a"), prod().require(OK))).isEmpty();
  }

  @Test
  void the_gate_of_its_environment_guards_it() {
    assertThat(aroundOk(stage("a"), stage("b").in(Sketch.PROD.require(OK)))).isEmpty();
  }

  @Test
  void a_gate_behind_its_own_steps_comes_too_late() {
    assertThat(aroundOk(prod().verify(OK)))
        .singleElement()
        .asString()
        .contains("→ prod_build is entered: ok is asked only after its steps");
  }

  @Test
  void gates_in_front_of_and_behind_an_earlier_stage_guard_what_needs_its_success() {
    assertThat(aroundOk(stage("a").require(OK), stage("b"), prod())).isEmpty();
    assertThat(aroundOk(stage("a").verify(OK), stage("b"), prod())).isEmpty();
  }

  @Test
  void a_stage_beside_the_list_goes_around_it() {
    Stage hotfix = stage("hotfix").after(Join.NONE).in(Sketch.PROD);

    assertThat(aroundOk(stage("a").verify(OK), prod(), hotfix))
        .singleElement()
        .asString()
        .isEqualTo(
            "stage hotfix can be entered without gate ok (by hand):\n"
                + "→ hotfix is entered: it does not ask for gate ok");
  }

  @Test
  void one_guarded_arm_of_a_diamond_is_enough_when_both_are_needed() {
    assertThat(
            aroundOk(stage("a"), parallel(stage("b").verify(OK), stage("c")), stage("d"), prod()))
        .isEmpty();
  }

  @Test
  void one_guarded_arm_of_a_diamond_is_not_enough_when_any_will_do() {
    assertThat(
            aroundOk(
                stage("a"),
                parallel(stage("b").verify(OK), stage("c")),
                stage("d").afterAny("b", "c"),
                prod()))
        .singleElement()
        .asString()
        .contains("a succeeds: it does not ask for gate ok")
        .contains("c succeeds after a")
        .contains("d succeeds after at least 1 of b, c")
        .doesNotContain("\n  b ");
  }

  @Test
  void both_guarded_arms_of_a_diamond_are_enough_when_any_will_do() {
    assertThat(
            aroundOk(
                stage("a"),
                parallel(stage("b").verify(OK), stage("c").verify(OK)),
                prod().afterAny("b", "c")))
        .isEmpty();
  }

  @Test
  void two_of_three_with_two_guarded_always_pass_one() {
    assertThat(aroundOk(guardedOfThree(2), prod().afterAtLeast(2, "a", "b", "c"))).isEmpty();
    assertThat(aroundOk(guardedOfThree(1), prod().afterAtLeast(2, "a", "b", "c"))).hasSize(1);
  }

  private static PipelinePart guardedOfThree(int count) {
    List<String> names = List.of("a", "b", "c");
    return parallel(
        names.stream()
            .map(name -> names.indexOf(name) < count ? stage(name).verify(OK) : stage(name))
            .toArray(Stage[]::new));
  }

  @Test
  void an_edge_that_wants_failure_goes_around_a_gate_behind_the_steps() {
    assertThat(aroundOk(stage("a").verify(OK), prod().afterFailureOf("a")))
        .singleElement()
        .asString()
        .contains("a ends badly: it can end so before ok has opened")
        .contains("→ prod_build is entered after failure of");
  }

  @Test
  void an_edge_that_wants_failure_is_guarded_by_what_stands_before_the_failing_stage() {
    assertThat(aroundOk(stage("a").verify(OK), stage("b"), prod().afterFailureOf("b"))).isEmpty();
  }

  @Test
  void an_edge_that_takes_any_end_goes_around_it() {
    assertThat(aroundOk(stage("a").verify(OK), prod().afterEndOf("a"))).hasSize(1);
  }

  @Test
  void a_stage_that_may_fail_guards_nothing() {
    assertThat(aroundOk(stage("a").verify(OK).allowFailure(), prod()))
        .singleElement()
        .asString()
        .contains("a ends badly: it can end so before ok has opened, and it may fail");
  }

  @Test
  void a_stage_that_is_skipped_and_counts_guards_nothing() {
    Join evenIfSkipped = Join.all(List.of(StageName.of("b"))).countingSkipped();

    assertThat(aroundOk(stage("a"), stage("b").verify(OK), prod().after(evenIfSkipped)))
        .singleElement()
        .asString()
        .contains("a ends badly: it does not ask for gate ok")
        .contains("b is skipped after a: it needs a");
    assertThat(aroundOk(stage("b").verify(OK), prod().after(evenIfSkipped))).isEmpty();
  }

  @Test
  void arms_that_exclude_each_other_are_no_way_around() {
    assertThat(
            aroundOk(
                stage("a"),
                stage("b").after("a"),
                stage("c").afterFailureOf("a"),
                prod().after("b", "c")))
        .isEmpty();
  }

  @Test
  void the_search_tries_another_need_when_the_first_contradicts() {
    assertThat(
            aroundOk(
                stage("a"),
                stage("b").afterFailureOf("a"),
                parallel(stage("c").after("a"), stage("x").after(Join.NONE)),
                stage("d").afterAny("c", "x"),
                prod().after("b", "d")))
        .singleElement()
        .asString()
        .contains("a ends badly")
        .contains("x succeeds")
        .doesNotContain("c succeeds");
  }

  @Test
  void every_cell_of_a_matrix_is_needed_behind_it() {
    Axis axis = new Axis("python", List.of("3.11", "3.12"));

    assertThat(aroundOk(stage("a").matrix(axis).verify(OK), prod())).isEmpty();
    assertThat(aroundOk(stage("a").matrix(axis).verify(OK), prod().afterAny("a"))).isEmpty();
    assertThat(aroundOk(stage("a").matrix(axis), prod()))
        .singleElement()
        .asString()
        .contains("\n  a succeeds after its cells")
        .doesNotContain("3.11");
    assertThat(aroundOk(stage("a").matrix(axis).verify(OK).allowFailure(), prod()))
        .singleElement()
        .asString()
        .contains("a[python=3.12] ends badly: it can end so before ok has opened, and it may fail")
        .contains("a succeeds after its cells: they may fail");
  }

  @Test
  void a_matrix_that_deploys_is_looked_at_cell_by_cell() {
    Axis axis = new Axis("region", List.of("eu", "us"));

    assertThat(aroundOk(stage("a").verify(OK), prod().matrix(axis))).isEmpty();
    assertThat(aroundOk(stage("a"), prod().matrix(axis)))
        .singleElement()
        .extracting(Bypass::stage)
        .isEqualTo(StageName.of("prod_build[region=eu]"));
  }

  @Test
  void a_stage_that_only_reads_the_environment_is_no_way_in() {
    Stage reads = stage("report").reading(Sketch.PROD);

    assertThat(around(Guard.gate("ok"), reads, prod().require(OK))).isEmpty();
  }

  @Test
  void a_stage_that_can_do_nothing_cannot_fail() {
    assertThat(aroundOk(Stage.of("a"), prod().afterFailureOf("a"))).isEmpty();
  }

  @Test
  void a_long_chain_is_no_deep_stack() {
    Stage[] chain = new Stage[5_000];
    for (int i = 0; i < chain.length; i++) {
      chain[i] = stage("s" + i);
    }
    chain[4_999] = prod();

    assertThat(aroundOk(chain)).singleElement().extracting(b -> b.legs().size()).isEqualTo(5_000);
  }
}
