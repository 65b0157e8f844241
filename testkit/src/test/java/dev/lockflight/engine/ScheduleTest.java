package dev.lockflight.engine;

import static dev.lockflight.engine.TriggersRig.NIGHTLY;
import static dev.lockflight.engine.TriggersRig.begun;
import static dev.lockflight.engine.TriggersRig.commits;
import static dev.lockflight.engine.TriggersRig.pipeline;
import static dev.lockflight.engine.TriggersRig.runs;
import static dev.lockflight.testkit.TestKit.simulate;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockflight.MissedRuns;
import dev.lockflight.Pipeline;
import dev.lockflight.PipelineName;
import dev.lockflight.store.RunStore;
import dev.lockflight.testkit.simulation.Simulation;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ScheduleTest {
  private final TriggersRig rig = new TriggersRig();

  @Test
  void a_schedule_starts_the_head_of_the_branch_each_night() {
    Simulation sim = rig.scheduled(pipeline("nightly", NIGHTLY));
    sim.advanceTo(Instant.parse("2026-01-06T01:59:59Z"));
    assertThat(commits(sim)).isEmpty();

    sim.advance(Duration.ofSeconds(1));
    rig.git.at("main", "c2");
    sim.advance(Duration.ofDays(1));

    assertThat(commits(sim)).containsExactly("c1", "c2");
    assertThat(begun(sim))
        .containsExactly(
            Instant.parse("2026-01-06T02:00:00Z"), Instant.parse("2026-01-07T02:00:00Z"));
    assertThat(runs(sim).get(0).created().cause().toString()).startsWith("schedule 0 2 * * *");
  }

  @Test
  void missed_occurrences_are_skipped_and_told() {
    Simulation sim = rig.scheduled(pipeline("nightly", NIGHTLY));
    sim.sleepUntil(Instant.parse("2026-01-09T12:00:00Z"));

    assertThat(commits(sim)).isEmpty();
    assertThat(rig.told(TriggerEvent.Missed.class))
        .containsExactly(
            new TriggerEvent.Missed(
                PipelineName.of("nightly"),
                "schedule 0 2 * * * UTC",
                Simulation.START,
                Instant.parse("2026-01-09T02:00:00Z"),
                0));
    assertThat(rig.told(TriggerEvent.Missed.class).get(0).describe()).endsWith("skipped");

    sim.crash().settle();
    assertThat(rig.told(TriggerEvent.Missed.class)).hasSize(1);
    sim.advance(Duration.ofDays(1));
    assertThat(begun(sim)).containsExactly(Instant.parse("2026-01-10T02:00:00Z"));
  }

  @Test
  void a_night_that_ran_is_not_missed_after_a_restart() {
    Simulation sim = rig.scheduled(pipeline("nightly", NIGHTLY.catchingUp(MissedRuns.once())));
    sim.advanceTo(Instant.parse("2026-01-06T02:10:00Z")).crash().advance(Duration.ofHours(1));

    assertThat(commits(sim)).hasSize(1);
    assertThat(rig.told(TriggerEvent.class)).hasOnlyElementsOfType(TriggerEvent.Started.class);
  }

  @Test
  void one_run_makes_up_for_all_that_were_missed() {
    Simulation sim = rig.scheduled(pipeline("nightly", NIGHTLY.catchingUp(MissedRuns.once())));
    sim.sleepUntil(Instant.parse("2026-01-09T12:00:00Z"));

    assertThat(begun(sim)).containsExactly(Instant.parse("2026-01-09T12:00:00Z"));
    assertThat(rig.told(TriggerEvent.Missed.class).get(0).madeUpFor()).isEqualTo(1);
    sim.crash().settle();
    assertThat(commits(sim)).hasSize(1);
  }

  @Test
  void each_missed_run_is_made_up_for_up_to_the_bound() {
    Simulation sim = rig.scheduled(pipeline("nightly", NIGHTLY.catchingUp(MissedRuns.all(3))));
    sim.sleepUntil(Instant.parse("2026-01-11T12:00:00Z"));

    assertThat(rig.told(TriggerEvent.Started.class))
        .extracting(event -> event.occurrence().key())
        .containsExactly(
            "schedule 0 2 * * * UTC 2026-01-09T02:00:00Z",
            "schedule 0 2 * * * UTC 2026-01-10T02:00:00Z",
            "schedule 0 2 * * * UTC 2026-01-11T02:00:00Z");
  }

  @Test
  void who_comes_within_a_minute_is_on_time() {
    Simulation sim = rig.scheduled(pipeline("nightly", NIGHTLY));
    sim.sleepUntil(Instant.parse("2026-01-06T02:00:59Z"));

    assertThat(begun(sim)).containsExactly(Instant.parse("2026-01-06T02:00:59Z"));
    assertThat(rig.told(TriggerEvent.Missed.class)).isEmpty();
  }

  @Test
  void a_repository_that_is_down_delays_a_schedule_and_loses_nothing() {
    Simulation sim = rig.scheduled(pipeline("nightly", NIGHTLY));
    rig.git.isDown = true;
    sim.advanceTo(Instant.parse("2026-01-06T02:10:00Z"));
    assertThat(commits(sim)).isEmpty();
    assertThat(rig.told(TriggerEvent.Failed.class))
        .hasSizeBetween(5, 9)
        .allSatisfy(failed -> assertThat(failed.problem()).contains("connection refused"));

    rig.git.isDown = false;
    sim.advance(Duration.ofMinutes(6));
    assertThat(rig.told(TriggerEvent.Started.class))
        .extracting(event -> event.occurrence().key())
        .containsExactly("schedule 0 2 * * * UTC 2026-01-06T02:00:00Z");
    assertThat(rig.told(TriggerEvent.Recovered.class)).hasSize(1);
  }

  @Test
  void nights_pass_in_virtual_time() {
    Pipeline nightly = pipeline("nightly", NIGHTLY);
    FakeRevisions git = rig.git;
    Simulation sim =
        simulate(nightly).opening(engine -> Triggers.on(engine).releasing(git, "main").open());
    sim.settle().advance(Duration.ofDays(2));
    assertThat(sim.engine().list(RunStore.Query.newest(10))).hasSize(2);
  }
}
