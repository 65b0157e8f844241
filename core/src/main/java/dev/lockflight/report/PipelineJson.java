package dev.lockflight.report;

import dev.lockflight.Environment;
import dev.lockflight.Gate;
import dev.lockflight.Join;
import dev.lockflight.Matrix;
import dev.lockflight.Parameter;
import dev.lockflight.Phase;
import dev.lockflight.Pipeline;
import dev.lockflight.Stage;
import dev.lockflight.StageName;
import dev.lockflight.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A pipeline as JSON; a field may be added, never renamed or given another meaning. */
final class PipelineJson {
  static final int VERSION = 1;

  private PipelineJson() {}

  static String of(Pipeline pipeline) {
    return new SafeJson()
        .put("schema", "lockflight.pipeline")
        .put("schemaVersion", VERSION)
        .put("name", pipeline.name().value())
        .put("structure", pipeline.structure().digest().value())
        .put("triggers", pipeline.triggers().stream().map(Object::toString).toList())
        .put("parameters", pipeline.parameters().stream().map(PipelineJson::parameter).toList())
        .put(
            "environments",
            pipeline.environments().stream().map(PipelineJson::environment).toList())
        .put("stages", pipeline.stages().stream().map(stage -> stage(stage, pipeline)).toList())
        .toString();
  }

  private static Map<String, Object> parameter(Parameter<?> parameter) {
    return new SafeJson()
        .put("name", parameter.name())
        .put("type", parameter.type().getSimpleName())
        .text("default", parameter.defaultText())
        .put("allowed", parameter.allowed())
        .put("description", parameter.description())
        .fields();
  }

  private static Map<String, Object> environment(Environment environment) {
    return new SafeJson()
        .put("name", environment.name().value())
        .put("protected", environment.isProtectedOne())
        .put("attributes", environment.attributes())
        .put("lock", environment.lock().policy().name())
        .put("keptWhileWaiting", environment.lock().keptWhileWaiting())
        .put("windows", environment.windows().stream().map(Object::toString).toList())
        .fields();
  }

  private static Map<String, Object> stage(Stage stage, Pipeline pipeline) {
    Stage.Placement placement = stage.placement();
    Matrix matrix = placement.matrix();
    return new SafeJson()
        .put("name", stage.name().value())
        .text("environment", stage.environment().map(Environment::name))
        .put("deploys", stage.deploys())
        .put("after", join(pipeline.joinOf(stage.name())))
        .put("when", placement.when().toString())
        .put("matrix", matrix == null ? null : matrix(matrix))
        .put("attempts", stage.limits().retry().attempts())
        .text("timeout", Optional.ofNullable(stage.limits().timeout()))
        .put("mayFail", stage.limits().allowFailure())
        .put("items", items(stage))
        .fields();
  }

  private static Map<String, Object> join(Join join) {
    return new SafeJson()
        .put("needs", join.needs().stream().map(StageName::value).toList())
        .put("needed", join.needed())
        .put("wanted", join.wanted().name())
        .put("evenIfSkipped", join.evenIfSkipped())
        .fields();
  }

  private static Map<String, Object> matrix(Matrix matrix) {
    return new SafeJson()
        .put(
            "axes",
            matrix.axes().stream()
                .map(
                    axis ->
                        new SafeJson()
                            .put("name", axis.name())
                            .put("values", axis.values())
                            .fields())
                .toList())
        .put("maxParallel", matrix.maxParallel() == Integer.MAX_VALUE ? null : matrix.maxParallel())
        .fields();
  }

  private static List<Map<String, Object>> items(Stage stage) {
    List<Map<String, Object>> items = new ArrayList<>();
    for (Phase phase : Phase.values()) {
      for (Gate gate : stage.gates(phase)) {
        items.add(
            new SafeJson()
                .put("phase", phase.name())
                .put("kind", "GATE")
                .put("name", gate.name().value())
                .put("demand", gate.describe())
                .put("gateKind", gate.kind().name())
                .put("approvals", gate.approvals().stream().map(a -> a.name().value()).toList())
                .fields());
      }
      for (Step<?> step : stage.steps(phase)) {
        items.add(
            new SafeJson()
                .put("phase", phase.name())
                .put("kind", "STEP")
                .put("name", step.name().value())
                .put("demand", step.operation().describe() + step.policy())
                .text("output", step.output().map(output -> output.name()))
                .put("mayFail", step.policy().allowFailure())
                .fields());
      }
    }
    return items;
  }
}
