package dev.lockflight;

import java.util.ArrayList;
import java.util.List;

/** The readable text of a definition: what {@code toString()} prints and the digest covers. */
final class Outline {
  private Outline() {}

  static String of(Stage stage) {
    return String.join("\n", lines(stage, stage.placement().after()));
  }

  static String of(Pipeline pipeline) {
    List<String> lines = new ArrayList<>();
    lines.add("pipeline " + pipeline.name());
    pipeline.triggers().forEach(trigger -> lines.add("  on " + trigger));
    pipeline.parameters().forEach(parameter -> lines.add("  parameter " + parameter));
    for (Environment environment : pipeline.environments()) {
      lines.add(
          "  environment "
              + environment
              + attributes(environment)
              + ", lock "
              + environment.lock());
    }
    for (Stage stage : pipeline.stages()) {
      lines(stage, pipeline.joinOf(stage.name())).forEach(line -> lines.add("  " + line));
    }
    return String.join("\n", lines);
  }

  private static String attributes(Environment environment) {
    return environment.attributes().isEmpty() ? "" : " " + environment.attributes();
  }

  private static List<String> lines(Stage stage, @org.jspecify.annotations.Nullable Join join) {
    List<String> lines = new ArrayList<>();
    String where =
        stage
            .environment()
            .map(e -> (stage.deploys() ? " in " : " reading ") + e.name())
            .orElse("");
    String after = join == null || join.needs().isEmpty() ? "" : " after " + join;
    lines.add("stage " + stage.name() + where + after);
    Stage.Placement placement = stage.placement();
    if (!(placement.when() instanceof Condition.Always)) {
      lines.add("  when " + placement.when());
    }
    Matrix matrix = placement.matrix();
    if (matrix != null) {
      String limit =
          matrix.maxParallel() == Integer.MAX_VALUE
              ? ""
              : ", " + matrix.maxParallel() + " at a time";
      lines.add("  matrix " + matrix.axes() + limit);
    }
    limits(stage, lines);
    for (Phase phase : Phase.values()) {
      items(stage, phase, lines);
    }
    return lines;
  }

  private static void limits(Stage stage, List<String> lines) {
    Stage.Limits limits = stage.limits();
    if (limits.retry().attempts() > 1) {
      lines.add("  retry " + limits.retry());
    }
    if (limits.timeout() != null) {
      lines.add("  timeout " + limits.timeout());
    }
    if (limits.allowFailure()) {
      lines.add("  may fail");
    }
  }

  private static void items(Stage stage, Phase phase, List<String> lines) {
    for (Gate gate : stage.gates(phase)) {
      String text = gate.describe();
      String name = gate.name().value();
      lines.add("  " + phase.text() + " " + (text.startsWith(name) ? text : name + ": " + text));
    }
    for (Step<?> step : stage.steps(phase)) {
      String text = step.describe();
      String name = step.name().value();
      lines.add("  " + phase.text() + " " + (text.startsWith(name) ? text : name + ": " + text));
    }
  }
}
