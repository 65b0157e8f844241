package dev.lockflight.proof;

import static dev.lockflight.proof.Sketch.OK;
import static dev.lockflight.proof.Sketch.aroundOk;
import static dev.lockflight.proof.Sketch.branch;
import static dev.lockflight.proof.Sketch.on;
import static dev.lockflight.proof.Sketch.prod;
import static dev.lockflight.proof.Sketch.push;
import static dev.lockflight.proof.Sketch.stage;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockflight.BranchPattern;
import dev.lockflight.Cause;
import dev.lockflight.Condition;
import dev.lockflight.Join;
import dev.lockflight.Parameter;
import dev.lockflight.Pipeline;
import dev.lockflight.PipelinePart;
import dev.lockflight.Principal;
import dev.lockflight.StageName;
import dev.lockflight.Trigger;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConditionProofTest {
  private static final Join EVEN_IF_SKIPPED =
      Join.all(List.of(StageName.of("check"))).countingSkipped();
  private static final Trigger REQUESTS =
      new Trigger.PullRequest(List.of(new BranchPattern("main")));
  private static final Parameter<Boolean> FAST =
      new Parameter<>("fast", Boolean.class, "false", List.of(), "");

  @Test
  void a_check_that_is_skipped_on_other_branches_is_a_way_around() {
    assertThat(
            aroundOk(
                on(push("**")),
                stage("check").when(branch("main")).verify(OK),
                prod().after(EVEN_IF_SKIPPED)))
        .singleElement()
        .asString()
        .contains("(push to **)")
        .contains("check is skipped: not when branch is main");
  }

  @Test
  void the_same_condition_on_both_is_none() {
    assertThat(
            aroundOk(
                on(push("**")),
                stage("check").when(branch("main")).verify(OK),
                prod().when(branch("main")).after(EVEN_IF_SKIPPED)))
        .isEmpty();
  }

  @Test
  void the_trigger_decides_what_it_knows() {
    PipelinePart check = stage("check").when(branch("main")).verify(OK);

    assertThat(aroundOk(on(push("main")), check, prod().after(EVEN_IF_SKIPPED))).isEmpty();
    assertThat(aroundOk(on(push("main", "dev")), check, prod().after(EVEN_IF_SKIPPED))).hasSize(1);
  }

  @Test
  void a_branch_has_one_name_and_a_parameter_one_value() {
    Condition both = branch("main").and(branch("dev"));
    Condition release = branch("release/*");
    Condition fast = new Condition.ParameterIs(FAST, "true");
    Condition slow = new Condition.ParameterIs(FAST, "false");

    assertThat(aroundOk(on(push("**")), prod().when(both))).isEmpty();
    assertThat(aroundOk(on(push("**")), prod().when(branch("main").and(release)))).isEmpty();
    assertThat(aroundOk(on(push("rel*")), prod().when(branch("main")))).isEmpty();
    assertThat(aroundOk(new PipelinePart.Parameters(List.of(FAST)), prod().when(fast.and(slow))))
        .isEmpty();
    assertThat(aroundOk(new PipelinePart.Parameters(List.of(FAST)), prod().when(fast))).hasSize(1);
  }

  @Test
  void what_a_cause_or_a_trigger_reaches_is_known() {
    PipelinePaths paths =
        PipelinePaths.of(
            Pipeline.of(
                "p",
                on(push("main", "feature/**"), REQUESTS),
                stage("test"),
                stage("stg").when(branch("main").and(new Condition.StartedBy(push("main")))),
                prod().require(OK),
                stage("comment").when(new Condition.StartedBy(REQUESTS)).after("test")));
    Principal alice = Principal.of("alice");

    assertThat(names(paths)).containsExactly("test", "stg", "prod_build", "comment");
    assertThat(names(paths.startedBy(REQUESTS))).containsExactly("test", "comment");
    assertThat(names(paths.startedBy(push("main")))).containsExactly("test", "stg", "prod_build");
    assertThat(names(paths.startedBy(push("feature/**")))).containsExactly("test");
    assertThat(names(paths.startedBy(Cause.push("feature/x", alice)))).containsExactly("test");
    assertThat(names(paths.startedBy(Cause.push("main", alice)))).contains("prod_build");
    assertThat(names(paths.startedBy(Cause.push("other", alice)))).isEmpty();
    assertThat(names(paths.startedBy(push("other")))).isEmpty();
    assertThat(names(paths.startedBy(new Trigger.Manual(List.of())))).isEmpty();
  }

  @Test
  void more_conditions_than_can_be_told_apart_are_taken_as_open() {
    Condition many =
        IntStream.range(0, 12)
            .<Condition>mapToObj(i -> branch("b" + i + "/*"))
            .reduce(Condition::or)
            .orElseThrow();

    assertThat(
            aroundOk(
                on(push("**")),
                stage("check").when(many).verify(OK),
                prod().when(many).after(EVEN_IF_SKIPPED)))
        .hasSize(1);
    assertThat(aroundOk(on(push("**")), stage("check").when(many).verify(OK), prod())).isEmpty();
  }

  private static Set<String> names(PipelinePaths paths) {
    return paths.reachable().stream()
        .map(StageName::value)
        .collect(Collectors.toCollection(java.util.LinkedHashSet::new));
  }
}
