package dev.lockflight.testkit.assertion;

import static dev.lockflight.dsl.Lockflight.action;
import static dev.lockflight.dsl.Lockflight.environment;
import static dev.lockflight.dsl.Lockflight.manual;
import static dev.lockflight.dsl.Lockflight.stage;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockflight.Join;
import dev.lockflight.Phase;
import dev.lockflight.Pipeline;
import dev.lockflight.Stage;
import dev.lockflight.StageName;
import dev.lockflight.Verdict;
import dev.lockflight.proof.Bypass;
import dev.lockflight.proof.Ending;
import dev.lockflight.proof.Guard;
import dev.lockflight.proof.PipelinePaths;
import dev.lockflight.run.RunEvent;
import dev.lockflight.run.StageEvent;
import dev.lockflight.testkit.simulation.SimulatedRun;
import dev.lockflight.testkit.simulation.Simulation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the proof says of random graphs, the engine does: no hole is missed, none invented. */
class ProofAgainstEngineTest {
  private static final int PIPELINES = 150;
  private static final int RUNS = 12;
  private static final List<Join.Wanted> WANTED = List.of(Join.Wanted.values());
  private static final String LAST = "prod_build";

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void the_engine_agrees_with_the_proof(long seed) {
    Random random = new Random(seed);
    int holes = 0;
    for (int i = 0; i < PIPELINES; i++) {
      Pipeline pipeline = pipeline(random);
      Optional<Bypass> hole =
          PipelinePaths.of(pipeline).around(Guard.gate("ok"), StageName.of(LAST));
      if (hole.isPresent()) {
        holes++;
        assertThat(entersWithoutOk(pipeline, stage -> succeeds(hole.get(), stage)))
            .as("%s%n%s", hole.get(), pipeline)
            .isTrue();
      } else {
        for (int run = 0; run < RUNS; run++) {
          assertThat(entersWithoutOk(pipeline, stage -> random.nextBoolean()))
              .as(pipeline.toString())
              .isFalse();
        }
      }
    }
    assertThat(holes).isBetween(PIPELINES / 10, PIPELINES * 9 / 10);
  }

  /** As the story tells; stages it does not mention fail. */
  private static boolean succeeds(Bypass story, String stage) {
    return story.legs().stream()
        .filter(leg -> leg.stage().value().equals(stage))
        .anyMatch(leg -> leg.ending() == Ending.SUCCEEDED || leg.ending() == Ending.ENTERED);
  }

  private static boolean entersWithoutOk(Pipeline pipeline, Predicate<String> succeeds) {
    try (Simulation sim = Simulation.of(pipeline)) {
      for (Stage stage : pipeline.stages()) {
        String name = stage.name().value();
        if (!succeeds.test(name)) {
          sim.step(name + "/work").fails("no");
          if (!stage.gates(Phase.REQUIRE).isEmpty() || !stage.gates(Phase.VERIFY).isEmpty()) {
            sim.gate(name + "/ok").fails("no");
          }
        }
      }
      return entersWithoutOk(sim.start(manual()));
    }
  }

  private static boolean entersWithoutOk(SimulatedRun run) {
    for (var entry : run.journal()) {
      RunEvent event = entry.event();
      if (event instanceof StageEvent.GateDecided decided
          && decided.verdict().status() == Verdict.Status.PASSED) {
        return false;
      }
      if (event instanceof StageEvent.PhaseEntered entered
          && entered.phase() == Phase.RUN
          && entered.stage().value().equals(LAST)) {
        return true;
      }
    }
    return false;
  }

  private static Pipeline pipeline(Random random) {
    int count = 2 + random.nextInt(5);
    List<Stage> stages = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      boolean last = i == count - 1;
      Stage made = stage(last ? LAST : "s" + i).run(action("work", context -> context.log("")));
      made = last ? made.in(environment("prod")) : guarded(made, random);
      stages.add(made.after(join(stages, random)));
    }
    return Pipeline.of("random", stages);
  }

  private static Stage guarded(Stage stage, Random random) {
    Stage may = random.nextInt(5) == 0 ? stage.allowFailure() : stage;
    return switch (random.nextInt(4)) {
      case 0 -> may.require(Delivery.passing("ok"));
      case 1 -> may.verify(Delivery.passing("ok"));
      default -> may;
    };
  }

  private static Join join(List<Stage> before, Random random) {
    List<StageName> needs = new ArrayList<>();
    for (Stage stage : before) {
      if (random.nextInt(3) > 0) {
        needs.add(stage.name());
      }
    }
    if (needs.isEmpty()) {
      return Join.NONE;
    }
    int needed = random.nextBoolean() ? needs.size() : 1 + random.nextInt(needs.size());
    Join.Wanted wanted =
        random.nextInt(3) > 0 ? Join.Wanted.SUCCESS : WANTED.get(random.nextInt(WANTED.size()));
    Join join = Join.atLeast(needed, needs).wanting(wanted);
    return random.nextInt(4) == 0 ? join.countingSkipped() : join;
  }
}
