package dev.lockflight.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockflight.Environment;
import dev.lockflight.Pipeline;
import dev.lockflight.RunId;
import dev.lockflight.Stage;
import dev.lockflight.run.RunStatus;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class OwnLedgerTest {
  private final Steps steps = new Steps();
  private final Environment stage = Environment.of("stage");

  private Rig rig(dev.lockflight.Gate gate) {
    return new Rig(
        Pipeline.of(
            "p",
            Stage.of("stg").in(stage).run(steps.ok("build")).verify(Steps.passes("tests")),
            Stage.of("next").require(gate).run(steps.ok("deploy"))));
  }

  @Test
  void a_gate_knows_what_the_same_turn_has_verified() {
    Rig rig = rig(stage.verified());
    assertThat(rig.status(rig.start())).isEqualTo(RunStatus.SUCCEEDED);
  }

  @Test
  void a_soaked_release_goes_on_when_it_stood_long_enough() {
    Rig rig = rig(stage.soaked(Duration.ofDays(30)));
    RunId run = rig.start();
    rig.advance(Duration.ofDays(29));
    assertThat(rig.status(run)).isEqualTo(RunStatus.WAITING);
    rig.advance(Duration.ofDays(1));
    assertThat(rig.status(run)).isEqualTo(RunStatus.SUCCEEDED);
  }

  @Test
  void a_release_that_was_replaced_while_it_soaked_fails() {
    Rig rig = rig(stage.soaked(Duration.ofDays(30)));
    RunId run = rig.start("c0ffee1");
    RunId newer = rig.start("c0ffee2");
    rig.advance(Duration.ofDays(31));
    assertThat(rig.run(run).reason()).contains("c0ffee1 is not what was last verified in stage");
    assertThat(rig.status(newer)).isEqualTo(RunStatus.SUCCEEDED);
  }
}
