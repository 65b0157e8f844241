package dev.lockflight.engine;

import static dev.lockflight.engine.TriggersRig.MINUTE;
import static dev.lockflight.engine.TriggersRig.NIGHTLY;
import static dev.lockflight.engine.TriggersRig.PUSH;
import static dev.lockflight.engine.TriggersRig.pipeline;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockflight.Cause;
import dev.lockflight.MissedRuns;
import dev.lockflight.Pipeline;
import dev.lockflight.PipelineName;
import dev.lockflight.Principal;
import dev.lockflight.Release;
import dev.lockflight.Trigger;
import dev.lockflight.run.Run;
import dev.lockflight.store.InMemoryRunStore;
import dev.lockflight.testkit.simulation.KillableStore;
import dev.lockflight.testkit.simulation.Simulation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The engine is killed after each write, and what happened in the world starts one run each. */
class TriggersCrashTest {
  private static final Pipeline[] PIPELINES = {
    pipeline("build", PUSH),
    pipeline("deploy", new Trigger.Upstream(PipelineName.of("build"))),
    pipeline("nightly", NIGHTLY.catchingUp(MissedRuns.once()))
  };

  /** A commit told by a poll and a webhook, a night, and another commit. */
  private static List<String> played(int dieAfter, int[] writes) {
    KillableStore store = new KillableStore(new InMemoryRunStore());
    TriggersRig rig = new TriggersRig();
    Simulation sim = Simulation.on(store, PIPELINES);
    sim =
        rig.follow(sim, setup -> setup.releasing(rig.git, "main").polling(rig.git, "main", MINUTE));
    store.dieAfter(dieAfter);
    List<Runnable> moves = moves(rig, sim);
    for (int move = 0; move < moves.size(); ) {
      try {
        moves.get(move).run();
        move++;
      } catch (KillableStore.Killed killed) {
        store.live();
        sim.crash();
      }
    }
    writes[0] = store.writes();
    List<String> runs =
        TriggersRig.runs(sim).stream()
            .map(run -> run.pipeline() + " " + run.release() + " " + run.status())
            .sorted()
            .toList();
    sim.close();
    return runs;
  }

  private static List<Runnable> moves(TriggersRig rig, Simulation sim) {
    return List.of(
        sim::settle,
        () -> sim.advance(MINUTE),
        () -> {
          rig.git.at("main", "c2");
          var unused =
              rig.triggers()
                  .happened(
                      Occurrence.of(Cause.push("main", Principal.of("ben")), Release.of("c2")));
        },
        () -> sim.advance(Duration.ofHours(20)),
        () -> {
          rig.git.at("main", "c3");
          sim.advance(MINUTE.multipliedBy(2));
        },
        () -> sim.crash().advance(Duration.ofHours(1)));
  }

  @Test
  void a_crash_between_any_two_writes_loses_no_occurrence_and_starts_none_twice() {
    int[] writes = new int[1];
    List<String> undisturbed = played(Integer.MAX_VALUE, writes);
    assertThat(undisturbed)
        .containsExactly(
            "build c2 SUCCEEDED",
            "build c3 SUCCEEDED",
            "deploy c2 SUCCEEDED",
            "deploy c3 SUCCEEDED",
            "nightly c2 SUCCEEDED");
    int all = writes[0];
    assertThat(all).isGreaterThan(15);

    for (int position = 0; position < all; position++) {
      assertThat(played(position, writes))
          .as("killed after write " + position)
          .isEqualTo(undisturbed);
    }
  }

  @Test
  void real_threads_that_tell_of_one_commit_at_once_start_one_run() throws Exception {
    ExecutorService executor = Executors.newFixedThreadPool(8);
    try (Engine engine = Engine.on(new InMemoryRunStore()).open(pipeline("build", PUSH));
        Triggers triggers = Triggers.on(engine).open()) {
      for (int commit = 0; commit < 50; commit++) {
        Occurrence push =
            Occurrence.of(Cause.push("main", Principal.of("ben")), Release.of("c" + commit));
        List<CompletableFuture<List<TriggerEvent>>> all = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
          all.add(CompletableFuture.supplyAsync(() -> triggers.happened(push), executor));
        }
        for (CompletableFuture<List<TriggerEvent>> each : all) {
          assertThat(each.get(30, TimeUnit.SECONDS)).hasSize(1);
        }
      }
      List<Run> runs =
          engine.list(dev.lockflight.store.RunStore.Query.newest(1_000)).stream()
              .map(run -> engine.find(run.run()).orElseThrow())
              .toList();
      assertThat(runs).hasSize(50);
    } finally {
      executor.shutdownNow();
    }
  }
}
