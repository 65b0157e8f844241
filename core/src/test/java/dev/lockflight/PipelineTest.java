package dev.lockflight;

import static dev.lockflight.Sample.call;
import static dev.lockflight.Sample.gate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PipelineTest {
  private static final Output<String> TEXT = Output.of("TEXT", String.class);

  private static void assertRejected(String message, PipelinePart... parts) {
    assertThatThrownBy(() -> Pipeline.of("p", parts))
        .isInstanceOf(InvalidDefinitionException.class)
        .hasMessageContaining(message);
  }

  @Test
  void a_cycle_is_rejected_and_its_path_named() {
    assertRejected(
        "a → b → c → a",
        Stage.of("a").after("c").run(call("x")),
        Stage.of("b").run(call("x")),
        Stage.of("c").run(call("x")));
  }

  @Test
  void an_unknown_need_is_rejected_and_both_ends_named() {
    assertRejected(
        "stage b is after nowhere, but pipeline p has no stage nowhere",
        Stage.of("a").run(call("x")),
        Stage.of("b").after("nowhere").run(call("x")));
  }

  @Test
  void duplicate_names_are_rejected() {
    assertRejected("two stages named a", Stage.of("a"), Stage.of("a"));
    assertRejected("two steps named 'x'", Stage.of("a").run(call("x")).run(call("x")));
    assertRejected("two gates named g", Stage.of("a").require(gate("g"), gate("g")));
  }

  @Test
  void a_protected_environment_without_any_gate_is_rejected() {
    Environment prod = Environment.of("prod").isProtected();
    assertRejected(
        "stage deploy deploys into protected environment prod without any gate",
        Stage.of("deploy").in(prod).run(call("x")));

    assertThat(Pipeline.of("p", Stage.of("deploy").in(prod).require(gate("g")))).isNotNull();
    assertThat(Pipeline.of("p", Stage.of("look").reading(prod).run(call("x")))).isNotNull();
  }

  @Test
  void an_output_that_nobody_writes_is_rejected_with_its_reader() {
    assertRejected(
        "a/run/r reads output TEXT: String, but no step writes it",
        Stage.of("a").run(call("r", TEXT)));
    assertRejected("a/verify/g reads output TEXT", Stage.of("a").verify(gate("g", TEXT)));
  }

  @Test
  void an_output_written_later_or_beside_is_rejected_with_both_ends() {
    assertRejected(
        "a/run/r reads output TEXT: String, but its writer b/run/w is not upstream of it",
        Stage.of("a").run(call("r", TEXT)),
        Stage.of("b").run(call("w").into(TEXT)));
    assertRejected(
        "is not upstream",
        new PipelinePart.Parallel(
            List.of(Stage.of("a").run(call("w").into(TEXT)), Stage.of("b").run(call("r", TEXT)))));
    assertRejected("is not upstream", Stage.of("a").run(call("r", TEXT)).run(call("w").into(TEXT)));
  }

  @Test
  void an_output_written_twice_or_read_as_another_type_is_rejected() {
    assertRejected(
        "written twice: by a/run/w and by b/run/w",
        Stage.of("a").run(call("w").into(TEXT)),
        Stage.of("b").run(call("w").into(TEXT)));
    assertRejected(
        "reads output TEXT: Integer, but a/run/w writes TEXT: String",
        Stage.of("a").run(call("w").into(TEXT)),
        Stage.of("b").run(call("r", Output.of("TEXT", Integer.class))));
  }

  @Test
  void a_stage_that_no_trigger_can_reach_is_rejected() {
    PipelinePart onPush =
        new PipelinePart.StartedOn(List.of(new Trigger.Push(List.of(new BranchPattern("main")))));
    Condition onTag = new Condition.StartedBy(new Trigger.Tag(new BranchPattern("v*")));

    assertRejected(
        "stage a can never run: it needs started by tag v*", onPush, Stage.of("a").when(onTag));
    PipelinePart both =
        new PipelinePart.StartedOn(
            List.of(
                new Trigger.Push(List.of(new BranchPattern("main"))),
                new Trigger.Tag(new BranchPattern("v*"))));
    assertRejected(
        "stage b can never run",
        both,
        Stage.of("a").when(onTag),
        Stage.of("b").when(new Condition.OnBranch(new BranchPattern("main"))));
  }

  @Test
  void an_empty_axis_an_empty_parallel_group_and_an_empty_pipeline_are_rejected() {
    assertThatThrownBy(() -> new Axis("python", List.of()))
        .hasMessageContaining("matrix axis python must have at least one value");
    assertThatThrownBy(() -> new PipelinePart.Parallel(List.of()))
        .hasMessageContaining("at least one stage");
    assertRejected("pipeline p must have at least one stage");
  }

  @Test
  void one_environment_described_in_two_ways_is_rejected() {
    assertRejected(
        "stages a and b describe environment prod differently",
        Stage.of("a").in(Environment.of("prod")),
        Stage.of("b").in(Environment.of("prod").with(new Attribute("catalog", "x"))));
  }

  @Test
  void stages_follow_the_list_and_explicit_edges_are_drawn() {
    Pipeline pipeline =
        Pipeline.of(
            "p",
            new PipelinePart.Parallel(List.of(Stage.of("a"), Stage.of("b"))),
            Stage.of("c"),
            Stage.of("d").afterAny("a", "b"));

    assertThat(pipeline.joinOf(StageName.of("c")).needs())
        .containsExactly(StageName.of("a"), StageName.of("b"));
    assertThat(pipeline.joinOf(StageName.of("d")).needed()).isEqualTo(1);
    assertThat(pipeline.graph().nodes().get(2).needs()).containsExactly(0, 1);
  }

  @Test
  void matrix_cells_become_nodes_that_a_gathering_node_joins() {
    Pipeline pipeline =
        Pipeline.of(
            "p",
            Stage.of("unit").matrix(new Axis("py", List.of("3.9", "3.10"))).run(call("x")),
            Stage.of("next"));

    assertThat(pipeline.graph().nodes().stream().map(StageNode::toString))
        .containsExactly("unit[py=3.9]", "unit[py=3.10]", "unit", "next");
    assertThat(pipeline.graph().nodes().get(3).needs()).containsExactly(2);
  }

  @Test
  void to_string_is_the_readable_outline() {
    Environment prod =
        Environment.of("prod").isProtected().require(ApprovalRule.of("owners").notByInitiator());
    String outline =
        Pipeline.of(
                "delivery",
                Stage.of("build").run(call("dbt build").into(TEXT)),
                Stage.of("ship").in(prod).run(call("deploy", TEXT)).verify(gate("smoke")))
            .toString();

    assertThat(outline.lines())
        .contains(
            "pipeline delivery",
            "  stage build",
            "    run dbt build → TEXT",
            "  stage ship in prod after build",
            "    verify smoke")
        .anyMatch(line -> line.contains("owners") && line.contains("not by the initiator"));
  }

  @Test
  void a_change_where_a_run_has_been_is_a_conflict_and_one_ahead_is_not() {
    Pipeline before = Pipeline.of("p", Stage.of("a").run(call("x")), Stage.of("b").run(call("y")));
    Pipeline after = Pipeline.of("p", Stage.of("a").run(call("x")), Stage.of("b").run(call("z")));
    Structure old = before.structure();

    assertThat(old.digest()).isNotEqualTo(after.structure().digest());
    assertThat(old.conflictWith(after.structure(), java.util.Set.of(StageName.of("a")))).isEmpty();
    assertThat(old.conflictWith(after.structure(), java.util.Set.of(StageName.of("b"))))
        .hasValueSatisfying(text -> assertThat(text).contains("'run y' became 'run z'"));
    assertThat(
            old.conflictWith(
                Pipeline.of("p", Stage.of("a").run(call("x"))).structure(),
                java.util.Set.of(StageName.of("b"))))
        .hasValueSatisfying(text -> assertThat(text).contains("stage b has begun and is gone"));
  }

  @Test
  void ten_thousand_stages_with_outputs_read_across_are_built() {
    List<Stage> stages = new ArrayList<>();
    stages.add(Stage.of("s0").run(call("w").into(TEXT)));
    for (int i = 1; i < 10_000; i++) {
      stages.add(Stage.of("s" + i).run(call("r", TEXT)));
    }

    assertThat(Pipeline.of("long", stages).graph().nodes()).hasSize(10_000);
  }
}
