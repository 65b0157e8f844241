package dev.lockflight.connector.github.actions;

import dev.lockflight.Parameter;
import dev.lockflight.Pipeline;
import dev.lockflight.Trigger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes a workflow; every text of others is quoted. */
final class WorkflowYaml {
  private final Pipeline pipeline;
  private final StringBuilder yaml = new StringBuilder();

  WorkflowYaml(Pipeline pipeline) {
    this.pipeline = pipeline;
  }

  String text(
      String command,
      String environment,
      Map<String, String> permissions,
      Map<String, String> variables) {
    line("# Written by Lockflight from the pipeline; change that and write this again.");
    line("name: " + quoted(pipeline.name().value()));
    triggers();
    line("permissions:");
    new TreeMap<>(permissions).forEach((name, access) -> line("  " + name + ": " + access));
    line("concurrency:");
    line("  group: " + quoted(pipeline.name() + " ${{ github.ref }}"));
    line("  cancel-in-progress: false");
    line("jobs:");
    line("  run:");
    line("    runs-on: ubuntu-latest");
    if (!environment.isEmpty()) {
      line("    environment: " + quoted(environment));
    }
    line("    steps:");
    line("      - uses: actions/checkout@v4");
    line("        with:");
    line("          ref: ${{ github.event.pull_request.head.sha || github.sha }}");
    line("          persist-credentials: false");
    line("      - uses: actions/setup-java@v4");
    line("        with:");
    line("          distribution: temurin");
    line("          java-version: '17'");
    line("      - run: |");
    command.lines().forEach(each -> line("          " + each));
    line("        env:");
    new TreeMap<>(variables).forEach((name, value) -> line("          " + name + ": " + value));
    return yaml.toString();
  }

  private void triggers() {
    line("on:");
    List<String> branches = new ArrayList<>();
    List<String> tags = new ArrayList<>();
    List<String> into = new ArrayList<>();
    List<String> schedules = new ArrayList<>();
    for (Trigger trigger : pipeline.triggers()) {
      if (trigger instanceof Trigger.Push push) {
        push.branches().forEach(branch -> branches.add(branch.glob()));
      } else if (trigger instanceof Trigger.Tag tag) {
        tags.add(tag.pattern().glob());
      } else if (trigger instanceof Trigger.PullRequest pull) {
        pull.into().forEach(branch -> into.add(branch.glob()));
      } else if (trigger instanceof Trigger.Cron cron) {
        schedules.add(cron.expression().text());
      }
    }
    if (!branches.isEmpty() || !tags.isEmpty()) {
      line("  push:");
      list("branches", branches);
      list("tags", tags);
    }
    if (!into.isEmpty()) {
      line("  pull_request:");
      list("branches", into);
    }
    if (!schedules.isEmpty()) {
      line("  schedule:");
      schedules.forEach(cron -> line("    - cron: " + quoted(cron)));
    }
    if (pipeline.triggers().isEmpty()
        || pipeline.triggers().stream().anyMatch(Trigger.Manual.class::isInstance)) {
      manual();
    }
  }

  private void list(String name, List<String> values) {
    if (!values.isEmpty()) {
      line(
          "    "
              + name
              + ": ["
              + values.stream().map(WorkflowYaml::quoted).collect(Collectors.joining(", "))
              + "]");
    }
  }

  private void manual() {
    line("  workflow_dispatch:");
    if (!pipeline.parameters().isEmpty()) {
      line("    inputs:");
    }
    for (Parameter<?> parameter : pipeline.parameters()) {
      line("      " + quoted(parameter.name()) + ":");
      if (!parameter.description().isEmpty()) {
        line("        description: " + quoted(parameter.description()));
      }
      List<String> options = options(parameter);
      line("        type: " + (options.isEmpty() ? type(parameter) : "choice"));
      if (!options.isEmpty()) {
        line(
            "        options: ["
                + options.stream().map(WorkflowYaml::quoted).collect(Collectors.joining(", "))
                + "]");
      }
      line("        required: " + parameter.defaultText().isEmpty());
      parameter.defaultText().ifPresent(text -> line("        default: " + quoted(text)));
    }
  }

  private static List<String> options(Parameter<?> parameter) {
    if (!parameter.allowed().isEmpty()) {
      return parameter.allowed();
    }
    Object[] constants = parameter.type().getEnumConstants();
    return constants == null ? List.of() : Stream.of(constants).map(Object::toString).toList();
  }

  private static String type(Parameter<?> parameter) {
    return parameter.type() == Boolean.class ? "boolean" : "string";
  }

  /** A flow scalar in single quotes, in which only the quote itself has to be doubled. */
  private static String quoted(String text) {
    return "'" + text.replace("'", "''").replaceAll("\\R", " ") + "'";
  }

  private void line(String text) {
    yaml.append(text).append('\n');
  }
}
