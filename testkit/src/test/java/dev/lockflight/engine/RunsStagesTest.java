package dev.lockflight.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockflight.Axis;
import dev.lockflight.Condition;
import dev.lockflight.Output;
import dev.lockflight.Pipeline;
import dev.lockflight.PipelinePart;
import dev.lockflight.RetryPolicy;
import dev.lockflight.RunId;
import dev.lockflight.Stage;
import dev.lockflight.StepFailedException;
import dev.lockflight.run.RunStatus;
import dev.lockflight.run.StepEvent;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class RunsStagesTest {
  private final Steps steps = new Steps();
  private static final Output<String> TEXT = Output.of("TEXT", String.class);

  private RunStatus run(Stage... stages) {
    return run(new Rig(Pipeline.of("p", stages)));
  }

  private static RunStatus run(Rig rig) {
    return rig.status(rig.start());
  }

  @Test
  void stages_run_in_list_order() {
    RunStatus end =
        run(
            Stage.of("a").run(steps.ok("a1")).run(steps.ok("a2")),
            Stage.of("b").run(steps.ok("b1")));

    assertThat(end).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(steps.done).containsExactly("a1", "a2", "b1");
  }

  @Test
  void output_is_read_downstream() {
    RunStatus end =
        run(
            Stage.of("a").run(steps.call("write", c -> "hello").into(TEXT)),
            Stage.of("b").run(steps.reading("read", TEXT)));

    assertThat(end).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(steps.done).containsExactly("write", "read=hello");
  }

  @Test
  void a_failed_step_fails_the_run_and_skips_what_follows() {
    Rig rig =
        new Rig(
            Pipeline.of(
                "p", Stage.of("a").run(steps.fatal("a1")), Stage.of("b").run(steps.ok("b1"))));
    RunId run = rig.start();

    assertThat(rig.status(run)).isEqualTo(RunStatus.FAILED);
    assertThat(rig.run(run).reason()).contains("stage a").contains("broken");
    assertThat(rig.stage(run, "b").status()).isEqualTo(RunStatus.SKIPPED);
    assertThat(rig.stage(run, "b").reason()).contains("a FAILED");
    assertThat(steps.done).containsExactly("a1");
  }

  @Test
  void an_exception_nobody_classified_is_fatal() {
    RunStatus end =
        run(
            Stage.of("a")
                .retry(RetryPolicy.upTo(3))
                .run(
                    steps.call(
                        "a1",
                        c -> {
                          throw new IllegalStateException("oops");
                        })));

    assertThat(end).isEqualTo(RunStatus.FAILED);
    assertThat(steps.done).containsExactly("a1");
  }

  @Test
  void transient_failure_is_tried_again_with_backoff_and_holds_no_thread() {
    Rig rig =
        new Rig(
            Pipeline.of("p", Stage.of("a").retry(RetryPolicy.upTo(3)).run(steps.flaky("a1", 2))));
    RunId run = rig.start();

    assertThat(rig.status(run)).isEqualTo(RunStatus.WAITING);
    rig.advance(Duration.ofSeconds(1));
    assertThat(steps.done).hasSize(2);
    rig.advance(Duration.ofSeconds(2));
    assertThat(rig.status(run)).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(steps.done).hasSize(3);
  }

  @Test
  void attempts_have_different_keys_and_end() {
    Rig rig =
        new Rig(
            Pipeline.of("p", Stage.of("a").retry(RetryPolicy.upTo(2)).run(steps.flaky("a1", 9))));
    RunId run = rig.start();
    rig.advance(Duration.ofHours(1));

    assertThat(rig.status(run)).isEqualTo(RunStatus.FAILED);
    List<String> keys =
        rig.engine.journal(run).stream()
            .filter(e -> e.event() instanceof StepEvent.StepStarted)
            .map(e -> ((StepEvent.StepStarted) e.event()).key())
            .toList();
    assertThat(keys).hasSize(2).doesNotHaveDuplicates();
  }

  @Test
  void a_join_waits_for_all_and_parallel_stages_run_side_by_side() {
    Rig rig =
        new Rig(
            Pipeline.of(
                "p",
                new PipelinePart.Parallel(
                    List.of(
                        Stage.of("slow").retry(RetryPolicy.upTo(2)).run(steps.flaky("slow", 1)),
                        Stage.of("fast").run(steps.ok("fast")))),
                Stage.of("joined").run(steps.ok("joined"))));
    RunId run = rig.start();

    assertThat(steps.done).containsExactly("slow", "fast");
    rig.advance(Duration.ofSeconds(5));
    assertThat(steps.done).containsExactly("slow", "fast", "slow", "joined");
    assertThat(rig.status(run)).isEqualTo(RunStatus.SUCCEEDED);
  }

  @Test
  void any_and_at_least_joins_begin_as_soon_as_they_can() {
    RunStatus end =
        run(
            Stage.of("bad").run(steps.fatal("bad")).allowFailure(),
            Stage.of("good").after(dev.lockflight.Join.NONE).run(steps.ok("good")),
            Stage.of("any").afterAny("bad", "good").run(steps.ok("any")),
            Stage.of("both").afterAtLeast(2, "bad", "good").run(steps.ok("both")));

    assertThat(end).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(steps.done).contains("any", "both");
  }

  @Test
  void a_skipped_need_never_counts_as_success() {
    Rig rig =
        new Rig(
            Pipeline.of(
                "p",
                new PipelinePart.StartedOn(
                    List.of(
                        new dev.lockflight.Trigger.Manual(List.of()),
                        new dev.lockflight.Trigger.Push(
                            List.of(new dev.lockflight.BranchPattern("main"))))),
                Stage.of("optional")
                    .when(new Condition.OnBranch(new dev.lockflight.BranchPattern("main")))
                    .run(steps.ok("optional")),
                Stage.of("next").run(steps.ok("next")),
                Stage.of("end").afterEndOf("next").run(steps.ok("end"))));
    RunId run = rig.start();

    assertThat(rig.stage(run, "optional").status()).isEqualTo(RunStatus.SKIPPED);
    assertThat(rig.stage(run, "next").status()).isEqualTo(RunStatus.SKIPPED);
    assertThat(steps.done).containsExactly("end");
    assertThat(rig.status(run)).isEqualTo(RunStatus.SUCCEEDED);
  }

  @Test
  void failure_handlers_and_always_steps_run_after_a_failure() {
    Rig rig =
        new Rig(
            Pipeline.of(
                "p",
                Stage.of("a")
                    .run(steps.fatal("a1"))
                    .onSuccess(steps.ok("success"))
                    .onFailure(steps.ok("alert"))
                    .always(steps.ok("cleanup")),
                Stage.of("report").afterFailureOf("a").run(steps.ok("report"))));
    RunId run = rig.start();

    assertThat(steps.done).containsExactly("a1", "alert", "cleanup", "report");
    assertThat(rig.status(run)).isEqualTo(RunStatus.FAILED);
  }

  @Test
  void an_allowed_failure_of_a_step_lets_the_stage_go_on() {
    RunStatus end =
        run(Stage.of("a").run(steps.fatal("a1").asStep().allowFailure()).run(steps.ok("a2")));

    assertThat(end).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(steps.done).containsExactly("a1", "a2");
  }

  @Test
  void a_timed_out_remote_step_is_cancelled_and_fails() {
    Steps.Remote remote = steps.new Remote(1_000);
    Rig rig =
        new Rig(
            Pipeline.of("p", Stage.of("a").run(remote.asStep().timeout(Duration.ofMinutes(2)))));
    RunId run = rig.start();
    rig.advance(Duration.ofMinutes(3));

    assertThat(remote.cancelled).containsExactly("job-1");
    assertThat(rig.status(run)).isEqualTo(RunStatus.FAILED);
    assertThat(rig.run(run).reason()).contains("timed out after PT2M");
  }

  @Test
  void a_remote_step_is_polled_until_it_ends() {
    Steps.Remote remote = steps.new Remote(4);
    Rig rig = new Rig(Pipeline.of("p", Stage.of("a").run(remote.into(TEXT))));
    RunId run = rig.start();
    assertThat(rig.status(run)).isEqualTo(RunStatus.RUNNING);
    rig.advance(Duration.ofMinutes(2));

    assertThat(rig.status(run)).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(rig.run(run).outputs()).containsValue("\"done by job-1\"");
    assertThat(remote.submitted.values()).containsExactly(1);
  }

  @Test
  @Tag("slow")
  void a_chain_of_ten_thousand_stages_does_not_overflow_the_stack() {
    List<Stage> stages =
        IntStream.range(0, 10_000).mapToObj(i -> Stage.of("s" + i).run(steps.ok("x"))).toList();
    Rig rig = new Rig(Pipeline.of("long", stages));
    assertThat(run(rig)).isEqualTo(RunStatus.SUCCEEDED);

    List<Stage> broken = new java.util.ArrayList<>(stages);
    broken.set(0, Stage.of("s0").run(steps.fatal("x")));
    assertThat(run(new Rig(Pipeline.of("long", broken)))).isEqualTo(RunStatus.FAILED);
  }

  @Test
  void a_matrix_with_a_failed_cell_has_failed_once_all_its_cells_have_ended() {
    Steps steps = new Steps();
    Rig rig =
        new Rig(
            Pipeline.of(
                "p",
                Stage.of("unit")
                    .matrix(new Axis("python", List.of("3.10", "3.11")))
                    .run(
                        steps.call(
                            "test",
                            context -> {
                              if (context.cell().containsValue("3.10")) {
                                throw StepFailedException.fatal("2 of 40");
                              }
                              return "ok";
                            })),
                Stage.of("alert").afterFailureOf("unit").run(steps.ok("alert")),
                Stage.of("tidy").afterEndOf("unit").run(steps.ok("tidy")),
                Stage.of("deploy").after("unit").run(steps.ok("deploy"))));
    RunId run = rig.start();
    assertThat(rig.stage(run, "unit").status()).isEqualTo(RunStatus.FAILED);
    assertThat(rig.stage(run, "unit").reason()).contains("cell unit[python=3.10]", "2 of 40");
    assertThat(rig.stage(run, "unit[python=3.11]").status()).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(steps.done).containsExactlyInAnyOrder("test", "test", "alert", "tidy");
    assertThat(rig.stage(run, "deploy").reason()).contains("unit FAILED");
    assertThat(rig.run(run).reason()).contains("unit[python=3.10]");
  }
}
