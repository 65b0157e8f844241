package dev.lockflight.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockflight.ApprovalRule;
import dev.lockflight.Environment;
import dev.lockflight.EnvironmentName;
import dev.lockflight.Pipeline;
import dev.lockflight.Rollback;
import dev.lockflight.RunId;
import dev.lockflight.Stage;
import dev.lockflight.run.RunStatus;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeftAloneTest {
  private final Steps steps = new Steps();
  private final Environment prod = Environment.of("prod").require(ApprovalRule.of("owners"));
  private final Pipeline pipeline =
      Pipeline.of(
          "p",
          Stage.of("build").run(steps.ok("compile")),
          Stage.of("prod")
              .in(prod)
              .run(steps.ok("deploy"))
              .onFailure(new Rollback(List.of(steps.ok("restore").asStep()), List.of(), false)));

  private Engine onlyWriting(Rig rig, RunId... goingOn) {
    return Engine.on(rig.store)
        .clock(rig.time)
        .threads(rig.time.threads())
        .workspaces(Path.of("target", "work"))
        .goingOnOnlyWith(goingOn)
        .open(pipeline);
  }

  @Test
  void decision_is_written_and_has_its_effect_in_the_next_engine() {
    Rig rig = new Rig(pipeline);
    RunId run = rig.start();
    rig.kill();
    try (Engine engine = onlyWriting(rig)) {
      assertThat(engine.approve(Answer.to(run, "owners", Rig.BOB)).status())
          .isEqualTo(RunStatus.WAITING);
      rig.time.settle();
      assertThat(steps.done).containsExactly("compile");
    }
    rig.crash();
    assertThat(rig.status(run)).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(steps.done).containsExactly("compile", "deploy");
  }

  @Test
  void nothing_is_written_about_a_run_that_has_ended() {
    Rig rig = new Rig(pipeline);
    RunId run = rig.start();
    rig.kill();
    try (Engine engine = onlyWriting(rig)) {
      assertThat(engine.abort(run, Rig.ALICE, "enough").isEnded()).isFalse();
    }
    Engine engine = onlyWriting(rig, run);
    assertThatThrownBy(() -> engine.resume(run, Rig.ALICE, "go on"))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("has ended ABORTED");
    assertThat(engine.journal(run).get(engine.journal(run).size() - 1).event().describe())
        .startsWith("ABORTED");
    engine.close();
  }

  @Test
  void stage_behind_another_one_is_rolled_back() {
    Rig rig = new Rig(pipeline);
    RunId run = rig.start();
    assertThat(rig.engine.approve(Answer.to(run, "owners", Rig.BOB)).id()).isEqualTo(run);
    rig.time.settle();
    RunId undo =
        rig.engine.rollback(
            EnvironmentName.of("prod"), RollbackTarget.PREVIOUS, Rig.ALICE, "wrong");
    rig.time.settle();
    assertThat(rig.status(undo)).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(steps.done).containsExactly("compile", "deploy", "restore");
  }
}
