package dev.lockflight.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockflight.Cause;
import dev.lockflight.Output;
import dev.lockflight.Parameter;
import dev.lockflight.Pipeline;
import dev.lockflight.PipelinePart;
import dev.lockflight.Release;
import dev.lockflight.RetryPolicy;
import dev.lockflight.RunId;
import dev.lockflight.Stage;
import dev.lockflight.StepFailedException;
import dev.lockflight.run.RunStatus;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunsValuesTest {
  private final Steps steps = new Steps();
  private static final Output<String> TEXT = Output.of("TEXT", String.class);

  @Test
  void matrix_runs_each_cell_and_no_more_at_a_time_than_allowed() {
    int[] most = {0, 0};
    Rig rig =
        new Rig(
            Pipeline.of(
                "p",
                Stage.of("unit")
                    .matrix(
                        new dev.lockflight.Axis("python", List.of("3.9", "3.10", "3.11")),
                        new dev.lockflight.Axis("java", List.of("11", "17")))
                    .maxParallel(2)
                    .retry(RetryPolicy.upTo(2))
                    .run(
                        steps
                            .call(
                                "cell",
                                c -> {
                                  most[0] =
                                      Math.max(most[0], c.attempt() == 1 ? ++most[1] : most[1]);
                                  if (c.attempt() == 1) {
                                    throw StepFailedException.transientFailure("once");
                                  }
                                  most[1]--;
                                  return c.cell().toString();
                                })
                            .into(TEXT)),
                Stage.of("after")
                    .run(steps.call("gather", c -> String.join(" ", c.readEach(TEXT))))));
    RunId run = rig.start();
    rig.advance(Duration.ofMinutes(5));

    assertThat(rig.status(run)).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(most[0]).isEqualTo(2);
    assertThat(steps.done.stream().filter("cell"::equals)).hasSize(12);
    assertThat(rig.stage(run, "unit[python=3.9,java=17]").status()).isEqualTo(RunStatus.SUCCEEDED);
  }

  @Test
  void parameters_come_from_explicit_before_environment_before_default() {
    Parameter<Integer> threads = Parameter.of("threads", Integer.class).byDefault(1);
    Parameter<String> size = Parameter.text("size").byDefault("small");
    var prod = dev.lockflight.Environment.of("prod").with(threads, 8).with(size, "big");
    Rig rig =
        new Rig(
            Pipeline.of(
                "p",
                new PipelinePart.Parameters(List.of(threads, size)),
                Stage.of("here")
                    .run(steps.call("h", c -> steps.done.add("" + c.parameter(threads)))),
                Stage.of("prod")
                    .in(prod)
                    .run(
                        steps.call(
                            "p", c -> steps.done.add(c.parameter(threads) + c.parameter(size))))));
    RunId run =
        rig.engine.start(
            StartRequest.of("p", Cause.manual(Rig.ALICE), Release.of("c1")).with(size, "huge"));
    rig.time.settle();

    assertThat(rig.status(run)).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(steps.done).containsExactly("h", "1", "p", "8huge");
    assertThatThrownBy(
            () ->
                rig.engine.start(
                    new StartRequest(
                        rig.run(run).pipeline(),
                        Cause.manual(Rig.ALICE).withInput("threads", "many"),
                        Release.of("c1"))))
        .hasMessageContaining("threads")
        .hasMessageContaining("Integer");
    assertThatThrownBy(
            () ->
                rig.engine.start(
                    new StartRequest(
                        rig.run(run).pipeline(),
                        Cause.manual(Rig.ALICE).withInput("colour", "red"),
                        Release.of("c1"))))
        .hasMessageContaining("[size, threads]");
  }

  @Test
  void a_secret_is_redacted_wherever_the_engine_writes() {
    Rig rig =
        new Rig(
            Pipeline.of(
                "p",
                Stage.of("a")
                    .run(
                        steps
                            .call("leak", c -> "out " + c.reveal(dev.lockflight.Secret.of("TOKEN")))
                            .into(TEXT))
                    .run(
                        steps.call(
                            "fail",
                            c -> {
                              throw new IllegalStateException("password s3cr3t-value is wrong");
                            }))));
    RunId run = rig.start();

    assertThat(rig.journal(run).toString()).doesNotContain("s3cr3t-value").contains("out ***");
    assertThat(rig.run(run).reason()).contains("password *** is wrong");
  }

  @Test
  void a_cause_no_trigger_matches_is_refused() {
    Rig rig = new Rig(Pipeline.of("p", Stage.of("a").run(steps.ok("a"))));

    assertThatThrownBy(
            () ->
                rig.engine.start(
                    StartRequest.of("p", Cause.push("main", Rig.ALICE), Release.of("c1"))))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("push to main")
        .hasMessageContaining("manual start");
  }
}
