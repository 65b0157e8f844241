package dev.lockflight.engine;

import dev.lockflight.Environment;
import dev.lockflight.Join;
import dev.lockflight.Parameter;
import dev.lockflight.Pipeline;
import dev.lockflight.StageNode;
import dev.lockflight.plan.Plan;
import dev.lockflight.plan.PlannedStage;
import dev.lockflight.plan.PlannedStart;
import dev.lockflight.run.Run;
import dev.lockflight.run.RunStatus;
import dev.lockflight.store.RunStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Finds out what a run would do, without any side effect: the store is only read, which needs no
 * ownership of it; no step runs; only gates are asked that look at nothing but the run, the ledger
 * and the time. Gates that read files, databases or services are not asked: they may reveal secrets
 * and hold a thread, and what they look at is made by the run itself. Thread-safe.
 *
 * <pre>{@code
 * Plan plan = Planner.on(store, InstantSource.system()).plan(delivery, request);
 * }</pre>
 */
public final class Planner {
  private final RunStore store;
  private final InstantSource clock;

  private final StandIns standIns;

  private Planner(RunStore store, InstantSource clock, StandIns standIns) {
    this.store = store;
    this.clock = clock;
    this.standIns = standIns;
  }

  public static Planner on(RunStore store, InstantSource clock) {
    return new Planner(store, clock, StandIns.NONE);
  }

  Planner with(StandIns others) {
    return new Planner(store, clock, others);
  }

  /**
   * The plan as the store stands now.
   *
   * @param pipeline the one the request names
   * @throws RefusedException when no trigger of the pipeline matches the request
   * @throws dev.lockflight.InvalidParameterException when a parameter is unknown, unreadable or not
   *     given
   */
  public Plan plan(Pipeline pipeline, StartRequest request) {
    Instant now = clock.instant();
    PlannedRun run = PlannedRun.of(new PlannedRun.Present(store, standIns, now), pipeline, request);
    List<PlannedStage> stages = stages(run, request);
    return new Plan(
        new PlannedStart(
            pipeline.name(), request.cause(), request.release(), parameters(pipeline, request)),
        pipeline.structure(),
        new PlanEnvironments(run, stages).all(),
        stages,
        now);
  }

  private static Map<String, String> parameters(Pipeline pipeline, StartRequest request) {
    Map<String, String> values = new TreeMap<>();
    for (Parameter<?> parameter : pipeline.parameters()) {
      parameter.defaultText().ifPresent(text -> values.put(parameter.name(), text));
    }
    values.putAll(request.cause().inputs());
    return values;
  }

  /** As if every stage that is reached succeeded. */
  private static List<PlannedStage> stages(PlannedRun run, StartRequest request) {
    Pipeline pipeline = run.pipeline();
    Readiness readiness = Readiness.of(pipeline, Run.empty(run.run().id()));
    PlanStage plan = new PlanStage(run);
    List<PlannedStage> stages = new ArrayList<>();
    for (StageNode node : pipeline.graph().nodes()) {
      boolean reached = readiness.answer(node) == Readiness.Answer.BEGIN;
      boolean holds =
          node.stage().placement().when().holds(request.cause(), run.run().parameters());
      RunStatus end = reached && holds ? RunStatus.SUCCEEDED : RunStatus.SKIPPED;
      pipeline.graph().dependentsOf(node).forEach(next -> readiness.count(next, node, end));
      if (!node.gathersCells()) {
        stages.add(plan.of(node, course(node, reached, holds)));
      }
    }
    return stages;
  }

  private static PlannedStage.Course course(StageNode node, boolean reached, boolean holds) {
    Join join = node.join();
    String after = join.needs().isEmpty() ? "" : join.toString();
    String why =
        !reached ? "needs " + join : holds ? "" : "not when " + node.stage().placement().when();
    return new PlannedStage.Course(reached && holds, why, after);
  }

  /** The environments of these stages, in the order in which the pipeline first names them. */
  static Stream<Environment> environments(Pipeline pipeline, List<PlannedStage> stages) {
    return pipeline.environments().stream()
        .filter(
            environment ->
                stages.stream()
                    .filter(PlannedStage::runs)
                    .flatMap(stage -> stage.place().stream())
                    .anyMatch(place -> place.environment().equals(environment.name())));
  }
}
