package dev.lockflight.engine;

import dev.lockflight.EnvironmentName;
import dev.lockflight.InvalidDefinitionException;
import dev.lockflight.Pipeline;
import dev.lockflight.PipelineName;
import dev.lockflight.Stage;
import dev.lockflight.Trigger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Pipelines that start each other: somebody hears their ends, and it comes to an end. */
final class ChainRules {
  private final Map<PipelineName, Pipeline> pipelines;

  private ChainRules(Map<PipelineName, Pipeline> pipelines) {
    this.pipelines = pipelines;
  }

  static void check(Map<PipelineName, Pipeline> pipelines) {
    ChainRules rules = new ChainRules(pipelines);
    for (Pipeline pipeline : pipelines.values()) {
      pipeline.triggers().forEach(trigger -> rules.check(pipeline, trigger));
      rules.refuseCircle(pipeline, List.of(pipeline.name()));
    }
  }

  private void check(Pipeline pipeline, Trigger trigger) {
    if (trigger instanceof Trigger.Upstream upstream
        && !pipelines.containsKey(upstream.pipeline())) {
      throw unheard(upstream, pipeline);
    }
    if (trigger instanceof Trigger.Failure failure) {
      Pipeline failing = pipelines.get(failure.pipeline());
      if (failing == null) {
        throw unheard(failure, pipeline);
      }
      checkFailure(pipeline, failure, failing);
    }
  }

  private InvalidDefinitionException unheard(Trigger trigger, Pipeline started) {
    return new InvalidDefinitionException(
        "nobody hears the %s, which starts %s: it is not among the engine's %s; open the engine with it"
            .formatted(trigger, started.name(), pipelines.keySet()));
  }

  private static void checkFailure(Pipeline started, Trigger.Failure failure, Pipeline failing) {
    if (failing.triggers().stream().anyMatch(Trigger.Failure.class::isInstance)) {
      throw new InvalidDefinitionException(
          "a rollback is never rolled back: %s is started by the %s, and %s is itself started by a failure"
              .formatted(started.name(), failure, failing.name()));
    }
    if (!deploysTo(failing, failure.environment())) {
      throw new InvalidDefinitionException(
          "%s is started by the %s, and no stage of %s deploys to %s; it never happens"
              .formatted(started.name(), failure, failing.name(), failure.environment()));
    }
  }

  private static boolean deploysTo(Pipeline pipeline, EnvironmentName environment) {
    return pipeline.stages().stream()
        .filter(Stage::deploys)
        .flatMap(stage -> stage.environment().stream())
        .anyMatch(each -> each.name().equals(environment));
  }

  private static List<PipelineName> before(Pipeline pipeline) {
    return pipeline.triggers().stream().flatMap(ChainRules::before).toList();
  }

  private static Stream<PipelineName> before(Trigger trigger) {
    if (trigger instanceof Trigger.Upstream upstream) {
      return Stream.of(upstream.pipeline());
    }
    return trigger instanceof Trigger.Failure failure
        ? Stream.of(failure.pipeline())
        : Stream.empty();
  }

  private void refuseCircle(Pipeline last, List<PipelineName> way) {
    for (PipelineName upstream : before(last)) {
      List<PipelineName> further = new ArrayList<>(way);
      further.add(upstream);
      if (way.contains(upstream)) {
        throw new InvalidDefinitionException(
            "pipelines would start each other for ever, each after the end of the next: "
                + further);
      }
      Pipeline next = pipelines.get(upstream);
      if (next != null) {
        refuseCircle(next, further);
      }
    }
  }
}
