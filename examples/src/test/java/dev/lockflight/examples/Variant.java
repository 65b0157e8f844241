package dev.lockflight.examples;

import dev.lockflight.Environment;
import dev.lockflight.Pipeline;
import dev.lockflight.PipelinePart;
import dev.lockflight.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Copies of a pipeline that differ in one thing. */
final class Variant {
  private final Pipeline pipeline;

  private Variant(Pipeline pipeline) {
    this.pipeline = pipeline;
  }

  static Variant of(Pipeline pipeline) {
    return new Variant(pipeline);
  }

  static Environment environment(Pipeline pipeline, String name) {
    return pipeline.environments().stream()
        .filter(each -> each.name().value().equals(name))
        .findFirst()
        .orElseThrow();
  }

  Pipeline stage(String name, UnaryOperator<Stage> change) {
    return stages(each -> each.name().value().equals(name) ? change.apply(each) : each);
  }

  Pipeline environments(UnaryOperator<Environment> change) {
    return stages(
        stage ->
            stage
                .environment()
                .map(change)
                .map(other -> stage.deploys() ? stage.in(other) : stage.reading(other))
                .orElse(stage));
  }

  private Pipeline stages(UnaryOperator<Stage> change) {
    List<PipelinePart> parts = new ArrayList<>();
    parts.add(new PipelinePart.StartedOn(pipeline.triggers()));
    parts.add(new PipelinePart.Parameters(pipeline.parameters()));
    for (Stage stage : pipeline.stages()) {
      parts.add(change.apply(stage.after(pipeline.joinOf(stage.name()))));
    }
    return Pipeline.of(pipeline.name().value(), parts);
  }
}
