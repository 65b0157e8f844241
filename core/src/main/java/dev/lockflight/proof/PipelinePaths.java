package dev.lockflight.proof;

import dev.lockflight.Cause;
import dev.lockflight.Environment;
import dev.lockflight.EnvironmentName;
import dev.lockflight.Pipeline;
import dev.lockflight.Stage;
import dev.lockflight.StageName;
import dev.lockflight.StageNode;
import dev.lockflight.Trigger;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Everything a run of a pipeline can do, as far as its graph says: whatever starts it, however its
 * stages end. Immutable and thread-safe.
 *
 * <pre>{@code
 * List<Bypass> holes = PipelinePaths.of(delivery).around(Guard.gate("data-owners"), prod.name());
 * }</pre>
 *
 * <p>No hole means that no run enters so: it is a proof. A hole is a story that can happen, unless
 * two conditions exclude each other in a way that only their code knows, or the graph is too
 * tangled to search, which counts as a hole. A rollback asked for by hand passes entry gates by
 * design, and a rerun keeps stages that passed theirs in the earlier run; neither is looked at.
 */
public final class PipelinePaths {
  private final Pipeline pipeline;
  private final List<Scenario> scenarios;

  private PipelinePaths(Pipeline pipeline, List<Scenario> scenarios) {
    this.pipeline = pipeline;
    this.scenarios = scenarios;
  }

  public static PipelinePaths of(Pipeline pipeline) {
    return new PipelinePaths(pipeline, Scenarios.of(pipeline));
  }

  /** Only runs that such a trigger starts; none when it does not start the pipeline. */
  public PipelinePaths startedBy(Trigger trigger) {
    return new PipelinePaths(pipeline, Scenarios.of(pipeline, trigger));
  }

  /** Only runs that this starts, with its parameters; none when it does not start the pipeline. */
  public PipelinePaths startedBy(Cause cause) {
    return new PipelinePaths(pipeline, Scenarios.of(pipeline, cause));
  }

  /** The stages that some run enters, in list order. */
  public Set<StageName> reachable() {
    Set<StageName> reachable = new LinkedHashSet<>();
    for (Stage stage : pipeline.stages()) {
      if (around(Guard.nothing(), stage.name()).isPresent()) {
        reachable.add(stage.name());
      }
    }
    return reachable;
  }

  /** A way into the stage, or matrix cell, without the guard; empty when there is none. */
  public Optional<Bypass> around(Guard guard, StageName stage) {
    List<StageNode> targets =
        pipeline.graph().nodes().stream()
            .filter(node -> !node.gathersCells())
            .filter(node -> node.name().equals(stage) || node.stage().name().equals(stage))
            .toList();
    for (Scenario scenario : scenarios) {
      FreeEndings free = new FreeEndings(pipeline, scenario, guard);
      for (StageNode target : targets) {
        Optional<Map<Integer, StorySearch.Part>> story =
            StorySearch.of(free, target, Ending.ENTERED);
        if (story.isPresent()) {
          List<Bypass.Leg> legs = new Telling(free, guard).legs(story.get());
          return Optional.of(new Bypass(target.name(), guard, scenario.start(), legs));
        }
      }
    }
    return Optional.empty();
  }

  /** A way without the guard into each stage that deploys into the environment and has one. */
  public List<Bypass> around(Guard guard, EnvironmentName environment) {
    List<Bypass> all = new ArrayList<>();
    for (Stage stage : deployingInto(environment)) {
      around(guard, stage.name()).ifPresent(all::add);
    }
    return all;
  }

  /**
   * The stages that write to a protected environment although nobody has approved anything in the
   * run yet: those whose approval comes later, or never.
   */
  public List<Bypass> writesBeforeApproval() {
    List<Bypass> all = new ArrayList<>();
    for (Environment environment : pipeline.environments()) {
      if (environment.isProtectedOne()) {
        all.addAll(around(Guard.anyApproval(), environment.name()));
      }
    }
    return all;
  }

  private List<Stage> deployingInto(EnvironmentName name) {
    return pipeline.stages().stream()
        .filter(Stage::deploys)
        .filter(
            stage -> stage.environment().map(Environment::name).filter(name::equals).isPresent())
        .toList();
  }
}
