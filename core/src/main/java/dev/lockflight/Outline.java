package dev.lockflight;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

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
              + environment.lock()
              + environment.hotfixes().map(rule -> ", " + rule).orElse(""));
    }
    for (Stage stage : pipeline.stages()) {
      lines(stage, pipeline.joinOf(stage.name())).forEach(line -> lines.add("  " + line));
    }
    return String.join("\n", lines);
  }

  private static String attributes(Environment environment) {
    return environment.attributes().entrySet().stream()
        .map(attribute -> ", " + attribute)
        .collect(Collectors.joining());
  }

  private static List<String> lines(Stage stage, @Nullable Join join) {
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
      String axes =
          matrix.axes().stream()
              .map(axis -> axis.name() + " " + String.join(", ", axis.values()))
              .collect(Collectors.joining(" × "));
      lines.add("  matrix " + axes + limit);
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
      lines.add("  " + phase.text() + " " + item(gate.name().value(), gate.describe()));
    }
    for (Step<?> step : stage.steps(phase)) {
      lines.add("  " + phase.text() + " " + item(step.name().value(), step.describe()));
    }
  }

  /** The name is left out when the text begins with it. */
  private static String item(String name, String text) {
    boolean named = text.equals(name) || text.startsWith(name + " ") || text.startsWith(name + ",");
    return named ? text : name + ": " + text;
  }
}
