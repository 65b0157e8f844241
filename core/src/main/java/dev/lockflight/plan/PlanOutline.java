package dev.lockflight.plan;

import dev.lockflight.Deployment;
import dev.lockflight.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A plan as indented lines. */
final class PlanOutline {
  private final List<String> lines = new ArrayList<>();

  private PlanOutline() {}

  static String of(Plan plan) {
    PlanOutline outline = new PlanOutline();
    outline.start(plan);
    plan.environments().forEach(outline::environment);
    plan.stages().forEach(outline::stage);
    return String.join("\n", outline.lines);
  }

  private void line(int depth, String text) {
    lines.add("  ".repeat(depth) + text);
  }

  private void start(Plan plan) {
    PlannedStart start = plan.start();
    line(0, "plan " + plan.digest().brief() + " of " + start.pipeline());
    line(1, "release " + start.release());
    line(1, "on " + start.cause());
    if (!start.parameters().isEmpty()) {
      line(1, "with " + pairs(start.parameters()));
    }
  }

  private static String pairs(Map<String, String> values) {
    return values.entrySet().stream()
        .map(each -> each.getKey() + "=" + each.getValue())
        .collect(Collectors.joining(", "));
  }

  private void environment(PlannedEnvironment environment) {
    Map<String, String> attributes = environment.settings().attributes();
    line(
        1,
        "environment "
            + environment.name()
            + (attributes.isEmpty() ? "" : ", " + pairs(attributes)));
    if (!environment.settings().parameters().isEmpty()) {
      line(2, "with " + pairs(environment.settings().parameters()));
    }
    line(2, "there now: " + told(environment.holding().current()));
    line(2, "last verified: " + told(environment.holding().lastVerified()));
    environment.neededLock().ifPresent(this::lock);
    for (PlannedEnvironment.ClosingWindow window : environment.windows()) {
      line(2, window.action().name().toLowerCase(java.util.Locale.ROOT) + ": " + told(window));
    }
  }

  private static String told(Optional<Deployment> deployment) {
    return deployment.map(Deployment::toString).orElse("nothing");
  }

  private static String told(PlannedEnvironment.ClosingWindow window) {
    return window.state() + " (" + window.window() + ")";
  }

  private void lock(PlannedEnvironment.Lock lock) {
    String state = lock.holder().map(holder -> "held by " + holder).orElse("free");
    String queue =
        lock.waiting().isEmpty()
            ? ""
            : ", waiting in front: "
                + lock.waiting().stream()
                    .map(PlannedEnvironment.User::toString)
                    .collect(Collectors.joining(", "));
    line(2, "lock (" + lock.rule() + "): " + state + queue);
  }

  private void stage(PlannedStage stage) {
    String where =
        stage
            .place()
            .map(at -> (at.deploys() ? " in " : " reading ") + at.environment())
            .orElse("");
    String after = stage.course().after().isEmpty() ? "" : " after " + stage.course().after();
    if (!stage.runs()) {
      line(1, "skip " + stage.stage() + where + ": " + stage.course().why());
      return;
    }
    line(1, "run  " + stage.stage() + where + after);
    stage.inputs().forEach(input -> line(3, "gets " + input.output() + " from " + input.from()));
    for (Phase phase : Phase.values()) {
      items(stage, phase);
    }
  }

  private void items(PlannedStage stage, Phase phase) {
    for (PlannedGate gate : stage.gates()) {
      if (gate.phase() == phase) {
        String item = item(gate.name().value(), gate.demand());
        line(3, "- " + phase.text() + " " + item + " (" + gate.answer() + ")");
      }
    }
    for (PlannedStep step : stage.steps()) {
      if (step.phase() == phase) {
        String output = step.output() == null ? "" : " → " + step.output();
        String item = item(step.name().value(), step.does()) + output;
        line(3, "- " + phase.text() + " " + item + (step.takesSavepoint() ? " (savepoint)" : ""));
      }
    }
  }

  /** The name is left out when the text begins with it. */
  private static String item(String name, String text) {
    boolean named = text.equals(name) || text.startsWith(name + " ") || text.startsWith(name + ",");
    return named ? text : name + ": " + text;
  }
}
