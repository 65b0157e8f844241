package dev.lockflight.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockflight.ApprovalRule;
import dev.lockflight.ItemPath;
import dev.lockflight.Output;
import dev.lockflight.Phase;
import dev.lockflight.Pipeline;
import dev.lockflight.RunId;
import dev.lockflight.Stage;
import dev.lockflight.StageName;
import dev.lockflight.run.Resolution;
import dev.lockflight.run.RunStatus;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class OperatorsTest {
  private static final Output<String> BEFORE = Output.of("BEFORE", String.class);

  @Test
  void a_required_step_and_one_whose_output_is_read_cannot_be_skipped() {
    for (boolean required : List.of(true, false)) {
      Steps steps = new Steps();
      Rig[] rig = new Rig[1];
      var mail =
          steps
              .call(
                  "mail",
                  c -> {
                    rig[0].kill();
                    return "ok";
                  })
              .into(BEFORE)
              .atMostOnce();
      Stage a = Stage.of("a").run(required ? mail.required() : mail);
      Pipeline pipeline = Pipeline.of("p", required ? a : a.run(steps.reading("read", BEFORE)));
      rig[0] = new Rig(pipeline);
      RunId run = rig[0].start();
      rig[0].reopen();
      ItemPath path = new ItemPath(StageName.of("a"), Phase.RUN, "mail");

      assertThatThrownBy(() -> rig[0].engine.resolve(run, path, Resolution.SKIP, Rig.BOB, "please"))
          .isInstanceOf(RefusedException.class)
          .hasMessageContaining(required ? "required" : "a/read reads");
      var unused = rig[0].engine.resolve(run, path, Resolution.FAIL, Rig.BOB, "give up");
      rig[0].time.settle();
      assertThat(rig[0].status(run)).isEqualTo(RunStatus.FAILED);
    }
  }

  @Test
  void abort_cancels_the_remote_side_waits_for_its_end_and_runs_the_always_steps() {
    Steps steps = new Steps();
    Steps.Remote remote = steps.new Remote(1_000);
    Rig rig =
        new Rig(
            Pipeline.of(
                "p",
                Stage.of("a").run(remote).run(steps.ok("never")).always(steps.ok("cleanup")),
                Stage.of("b").run(steps.ok("b"))));
    RunId run = rig.start();
    rig.crash();
    var unused = rig.engine.abort(run, Rig.ALICE, "stop");
    rig.advance(Duration.ofMinutes(2));

    assertThat(remote.cancelled).isNotEmpty();
    assertThat(rig.status(run)).isEqualTo(RunStatus.ABORTED);
    assertThat(steps.done).containsExactly("submit", "cleanup");
  }

  @Test
  void a_run_is_pinned_to_its_structure_where_it_has_been() {
    Steps steps = new Steps();
    Pipeline before =
        Pipeline.of(
            "p",
            Stage.of("a").run(steps.ok("a")),
            Stage.of("b").require(ApprovalRule.of("owners")).run(steps.ok("b")),
            Stage.of("c").run(steps.ok("c")));
    Rig rig = new Rig(before);
    RunId run = rig.start();

    rig.crash(
        Pipeline.of(
            "p",
            Stage.of("a").run(steps.ok("other")),
            Stage.of("b").require(ApprovalRule.of("owners")).run(steps.ok("b")),
            Stage.of("c").run(steps.ok("c"))));
    assertThatThrownBy(() -> rig.engine.approve(Answer.to(run, "owners", Rig.BOB)))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("'run a' became 'run other'");

    rig.crash(
        Pipeline.of(
            "p",
            Stage.of("a").run(steps.ok("a")),
            Stage.of("b").require(ApprovalRule.of("owners")).run(steps.ok("b")),
            Stage.of("c").run(steps.ok("changed"))));
    rig.approve(run, Rig.BOB);
    assertThat(rig.status(run)).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(steps.done).containsExactly("a", "b", "changed");
  }

  @Test
  void a_rerun_keeps_earlier_outputs_and_refuses_another_structure() {
    Steps steps = new Steps();
    boolean[] works = {false};
    Pipeline pipeline =
        Pipeline.of(
            "p",
            Stage.of("a").run(steps.call("build", c -> "artifact").into(BEFORE)),
            Stage.of("b")
                .run(
                    steps.call(
                        "deploy",
                        c -> {
                          if (!works[0]) {
                            throw new IllegalStateException("down");
                          }
                          return c.read(BEFORE);
                        })));
    Rig rig = new Rig(pipeline);
    RunId run = rig.start();
    assertThat(rig.status(run)).isEqualTo(RunStatus.FAILED);
    works[0] = true;
    RunId again = rig.engine.rerun(run, "b", Rig.BOB, "it is up again");
    rig.time.settle();

    assertThat(rig.status(again)).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(steps.done).containsExactly("build", "deploy", "deploy");
    rig.crash(Pipeline.of("p", Stage.of("a").run(steps.ok("x")), Stage.of("b").run(steps.ok("y"))));
    assertThatThrownBy(() -> rig.engine.rerun(run, "b", Rig.BOB, "again"))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("another structure");
  }

  @Test
  void an_unknown_run_is_refused() {
    Rig rig = new Rig(Pipeline.of("p", Stage.of("a").run(new Steps().ok("a"))));

    assertThatThrownBy(() -> rig.engine.abort(RunId.of("nope"), Rig.BOB, ""))
        .isInstanceOf(UnknownRunException.class)
        .hasMessageContaining("nope");
  }
}
