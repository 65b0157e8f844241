package dev.lockflight.engine;

import static dev.lockflight.engine.TriggersRig.MINUTE;
import static dev.lockflight.engine.TriggersRig.NIGHTLY;
import static dev.lockflight.engine.TriggersRig.PUSH;
import static dev.lockflight.engine.TriggersRig.commits;
import static dev.lockflight.engine.TriggersRig.pipeline;
import static dev.lockflight.engine.TriggersRig.runs;
import static dev.lockflight.testkit.TestKit.simulate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockflight.Cause;
import dev.lockflight.CronExpression;
import dev.lockflight.InvalidDefinitionException;
import dev.lockflight.Parameter;
import dev.lockflight.Pipeline;
import dev.lockflight.PipelineName;
import dev.lockflight.PipelinePart;
import dev.lockflight.Principal;
import dev.lockflight.Release;
import dev.lockflight.Stage;
import dev.lockflight.Trigger;
import dev.lockflight.testkit.simulation.Simulation;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class TriggersTest {
  private static final Trigger BY_HAND = new Trigger.Manual(List.of());

  private final TriggersRig rig = new TriggersRig();

  @Test
  void a_new_commit_of_a_polled_branch_starts_what_a_push_starts() {
    Simulation sim = rig.polled(pipeline("delivery", PUSH), pipeline("other", BY_HAND));
    assertThat(rig.told(TriggerEvent.Noted.class)).hasSize(1);
    sim.advance(Duration.ofMinutes(5));
    assertThat(commits(sim)).isEmpty();

    rig.git.at("main", "c2");
    sim.advance(MINUTE);
    assertThat(commits(sim)).containsExactly("c2");
    Cause cause = runs(sim).get(0).created().cause();
    assertThat(cause.by().name()).isEqualTo("ann");
    assertThat(cause.authors()).containsExactly("ann", "author of c1..c2");
    assertThat(rig.git.asked).isEqualTo(7);
  }

  @Test
  void the_first_commit_starts_runs_when_told_to() {
    Simulation sim =
        rig.opened(
            setup -> setup.pollingFromTheFirst(rig.git, "main", MINUTE),
            pipeline("delivery", PUSH));

    assertThat(commits(sim)).containsExactly("c1");
    sim.crash().settle().advance(MINUTE);
    assertThat(commits(sim)).containsExactly("c1");
  }

  @Test
  void a_commit_that_came_while_nobody_looked_is_found_at_the_restart() {
    Simulation sim = rig.polled(pipeline("delivery", PUSH));
    rig.git.at("main", "c2");
    sim.sleepUntil(Instant.parse("2026-01-09T12:00:00Z"));

    assertThat(commits(sim)).containsExactly("c2");
  }

  @Test
  void polling_backs_off_while_the_repository_is_down() {
    Simulation sim = rig.polled(pipeline("delivery", PUSH));
    rig.git.isDown = true;
    int before = rig.git.asked;
    sim.advance(Duration.ofHours(1));

    assertThat(rig.git.asked - before).isBetween(12, 20);
    assertThat(rig.told(TriggerEvent.Failed.class).get(0).describe())
        .contains("looking at main of acme/analytics failed (1 in a row)", "connection refused");
    rig.git.isDown = false;
    rig.git.at("main", "c2");
    sim.advance(Duration.ofMinutes(5));
    assertThat(commits(sim)).containsExactly("c2");
  }

  @Test
  void a_branch_that_is_not_there_is_told() {
    rig.opened(setup -> setup.polling(rig.git, "trunk", MINUTE), pipeline("delivery", PUSH));

    assertThat(rig.told(TriggerEvent.Failed.class).get(0).problem())
        .contains("there is no branch trunk in acme/analytics");
  }

  @Test
  void two_who_tell_of_one_commit_start_one_run() {
    Simulation sim = rig.polled(pipeline("delivery", PUSH));
    Occurrence push = Occurrence.of(Cause.push("main", Principal.of("ben")), Release.of("c2"));

    assertThat(rig.triggers().happened(push)).hasOnlyElementsOfType(TriggerEvent.Started.class);
    assertThat(rig.triggers().happened(push))
        .hasOnlyElementsOfType(TriggerEvent.AlreadyStarted.class);
    rig.git.at("main", "c2");
    sim.advance(MINUTE);

    assertThat(commits(sim)).containsExactly("c2");
    assertThat(runs(sim).get(0).created().cause().by().name()).isEqualTo("ben");
    sim.crash().settle();
    assertThat(rig.triggers().happened(push))
        .hasOnlyElementsOfType(TriggerEvent.AlreadyStarted.class);
    assertThat(
            rig.triggers()
                .happened(Occurrence.of(Cause.tag("v1", Simulation.ALICE), Release.of("c"))))
        .isEmpty();
  }

  @Test
  void the_success_of_a_pipeline_starts_the_next_with_the_same_release() {
    Simulation sim =
        rig.opened(
            setup -> setup,
            pipeline("build", PUSH),
            pipeline("deploy", new Trigger.Upstream(PipelineName.of("build"))));
    sim.start(PUSH, "c7");

    assertThat(runs(sim))
        .extracting(run -> run.pipeline().value())
        .containsExactly("build", "deploy");
    assertThat(commits(sim)).containsExactly("c7", "c7");
    Cause cause = runs(sim).get(1).created().cause();
    assertThat(cause.toString()).isEqualTo("success of build by alice");
    sim.crash().settle().crash().settle();
    assertThat(runs(sim)).hasSize(2);
  }

  @Test
  void a_failure_starts_nothing_downstream() {
    Simulation sim =
        simulate(
            pipeline("build", PUSH),
            pipeline("deploy", new Trigger.Upstream(PipelineName.of("build"))));
    sim.step("compile").fails("no");
    rig.follow(sim, setup -> setup).start(PUSH, "c7");

    assertThat(runs(sim)).hasSize(1);
    assertThat(rig.told(TriggerEvent.class)).isEmpty();
  }

  @Test
  void a_schedule_that_cannot_give_a_parameter_is_refused_when_opened() {
    Parameter<String> size = Parameter.text("size");
    assertThatThrownBy(
            () ->
                rig.scheduled(
                    Pipeline.of(
                        "nightly",
                        new PipelinePart.StartedOn(List.of(NIGHTLY)),
                        new PipelinePart.Parameters(List.of(size)),
                        Stage.of("build").run(new Steps().ok("compile")))))
        .isInstanceOf(InvalidDefinitionException.class)
        .hasMessageContaining("schedule 0 2 * * * UTC of nightly cannot give a parameter")
        .hasMessageContaining("size");
  }

  @Test
  void triggers_that_could_never_work_are_refused_when_opened() {
    assertThatThrownBy(() -> rig.opened(setup -> setup, pipeline("nightly", NIGHTLY)))
        .isInstanceOf(InvalidDefinitionException.class)
        .hasMessageContaining("has nothing to release; say releasing(revisions, branch)");
    assertThatThrownBy(
            () ->
                rig.scheduled(
                    pipeline(
                        "nightly",
                        new Trigger.Cron(new CronExpression("0 0 31 2 *"), ZoneId.of("UTC")))))
        .isInstanceOf(InvalidDefinitionException.class)
        .hasMessageContaining("never occurs");
    Trigger afterB = new Trigger.Upstream(PipelineName.of("b"));
    Trigger afterA = new Trigger.Upstream(PipelineName.of("a"));
    assertThatThrownBy(() -> rig.opened(s -> s, pipeline("a", afterB), pipeline("b", afterA)))
        .isInstanceOf(InvalidDefinitionException.class)
        .hasMessageContaining("start each other for ever");
    assertThatThrownBy(() -> rig.opened(s -> s, pipeline("a", afterB)))
        .isInstanceOf(InvalidDefinitionException.class)
        .hasMessageContaining("nobody hears the success of b");
    assertThatThrownBy(
            () -> rig.opened(s -> s.polling(rig.git, "main", Duration.ZERO), pipeline("a", PUSH)))
        .isInstanceOf(InvalidDefinitionException.class)
        .hasMessageContaining("more often than every second: PT0S");
  }

  @Test
  void closed_triggers_start_nothing() {
    Simulation sim = rig.scheduled(pipeline("nightly", NIGHTLY));
    assertThat(rig.triggers().upcoming())
        .containsExactly(
            java.util.Map.entry(
                "schedule 0 2 * * * UTC of nightly", Instant.parse("2026-01-06T02:00:00Z")));
    rig.triggers().close();
    sim.advance(Duration.ofDays(2));

    assertThat(commits(sim)).isEmpty();
  }
}
