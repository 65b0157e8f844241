package dev.lockflight.testkit.assertion;

import static dev.lockflight.dsl.Lockflight.action;
import static dev.lockflight.dsl.Lockflight.axis;
import static dev.lockflight.dsl.Lockflight.branch;
import static dev.lockflight.dsl.Lockflight.environment;
import static dev.lockflight.dsl.Lockflight.not;
import static dev.lockflight.dsl.Lockflight.on;
import static dev.lockflight.dsl.Lockflight.push;
import static dev.lockflight.dsl.Lockflight.stage;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockflight.Condition;
import dev.lockflight.Join;
import dev.lockflight.Phase;
import dev.lockflight.Pipeline;
import dev.lockflight.PipelinePart;
import dev.lockflight.Stage;
import dev.lockflight.StageName;
import dev.lockflight.StageNode;
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
  private static final int PIPELINES = 100;
  private static final int RUNS = 8;
  private static final List<Join.Wanted> WANTED = List.of(Join.Wanted.values());
  private static final List<String> BRANCHES = List.of("main", "dev", "other");
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
        assertThat(BRANCHES)
            .as("%s%n%s", hole.get(), pipeline)
            .anyMatch(
                branch -> entersWithoutOk(pipeline, branch, stage -> succeeds(hole.get(), stage)));
      } else {
        for (int run = 0; run < RUNS; run++) {
          assertThat(BRANCHES)
              .as(pipeline.toString())
              .noneMatch(
                  branch -> entersWithoutOk(pipeline, branch, stage -> random.nextBoolean()));
        }
      }
    }
    assertThat(holes).isBetween(PIPELINES / 10, PIPELINES * 9 / 10);
  }

  /** As the story tells; stages it does not mention fail, cells end like their stage. */
  private static boolean succeeds(Bypass story, StageName cell) {
    return endingOf(story, cell)
        .or(() -> endingOf(story, cell.withoutCell()))
        .filter(ending -> ending == Ending.SUCCEEDED || ending == Ending.ENTERED)
        .isPresent();
  }

  private static Optional<Ending> endingOf(Bypass story, StageName stage) {
    return story.legs().stream()
        .filter(leg -> leg.stage().equals(stage))
        .map(Bypass.Leg::ending)
        .findFirst();
  }

  private static boolean entersWithoutOk(
      Pipeline pipeline, String branch, Predicate<StageName> succeeds) {
    try (Simulation sim = Simulation.of(pipeline)) {
      for (StageNode node : pipeline.graph().nodes()) {
        if (!node.gathersCells() && !succeeds.test(node.name())) {
          sim.step(node + "/work").fails("no");
          if (hasGate(node.stage())) {
            sim.gate(node + "/ok").fails("no");
          }
        }
      }
      return entersWithoutOk(sim.start(push(branch)));
    }
  }

  private static boolean hasGate(Stage stage) {
    return !stage.gates(Phase.REQUIRE).isEmpty() || !stage.gates(Phase.VERIFY).isEmpty();
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
    List<PipelinePart> parts = new ArrayList<>(List.of(on(push("**"))));
    for (int i = 0; i < count; i++) {
      boolean last = i == count - 1;
      Stage made = stage(last ? LAST : "s" + i).run(action("work", context -> context.log("")));
      made = last ? made.in(environment("prod")) : guarded(made, random);
      stages.add(made.after(join(stages, random)).when(condition(random)));
    }
    parts.addAll(stages);
    return Pipeline.of("random", parts);
  }

  private static Stage guarded(Stage stage, Random random) {
    Stage may = random.nextInt(5) == 0 ? stage.allowFailure() : stage;
    Stage some = random.nextInt(4) == 0 ? may.matrix(axis("axis", "a", "b")) : may;
    return switch (random.nextInt(4)) {
      case 0 -> some.require(Delivery.passing("ok"));
      case 1 -> some.verify(Delivery.passing("ok"));
      default -> some;
    };
  }

  private static Condition condition(Random random) {
    return switch (random.nextInt(8)) {
      case 0 -> branch("main");
      case 1 -> not(branch("main"));
      case 2 -> branch("dev").or(branch("main"));
      default -> Condition.always();
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
