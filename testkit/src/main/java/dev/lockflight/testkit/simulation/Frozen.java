package dev.lockflight.testkit.simulation;

import dev.lockflight.Action;
import dev.lockflight.Environment;
import dev.lockflight.EnvironmentName;
import dev.lockflight.Pipeline;
import dev.lockflight.PipelinePart;
import dev.lockflight.Stage;
import dev.lockflight.Window;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A freeze of one environment. */
record Frozen(EnvironmentName environment, Instant from, Instant until) {
  List<Pipeline> in(List<Pipeline> pipelines) {
    boolean known =
        pipelines.stream()
            .flatMap(pipeline -> pipeline.environments().stream())
            .anyMatch(each -> each.name().equals(environment));
    if (!known) {
      throw new IllegalArgumentException("no pipeline has an environment " + environment);
    }
    return pipelines.stream().map(this::in).toList();
  }

  private Pipeline in(Pipeline pipeline) {
    List<PipelinePart> parts = new ArrayList<>();
    parts.add(new PipelinePart.StartedOn(pipeline.triggers()));
    parts.add(new PipelinePart.Parameters(pipeline.parameters()));
    for (Stage stage : pipeline.stages()) {
      Stage joined = stage.after(pipeline.joinOf(stage.name()));
      parts.add(
          stage
              .environment()
              .filter(each -> each.name().equals(environment))
              .map(each -> placed(joined, frozen(each)))
              .orElse(joined));
    }
    return Pipeline.of(pipeline.name().value(), parts);
  }

  private static Stage placed(Stage stage, Environment environment) {
    return stage.deploys() ? stage.in(environment) : stage.reading(environment);
  }

  private Environment frozen(Environment open) {
    Set<Action> actions = Set.of(Action.PROMOTE, Action.APPROVE, Action.RETRY);
    return open.during(new Window.Freeze(from, until, actions, "frozen by the simulation"));
  }
}
