package dev.lockflight.report;

import static dev.lockflight.report.MarkdownText.cell;
import static dev.lockflight.report.MarkdownText.head;
import static dev.lockflight.report.MarkdownText.row;

import dev.lockflight.Environment;
import dev.lockflight.Gate;
import dev.lockflight.Parameter;
import dev.lockflight.Phase;
import dev.lockflight.Pipeline;
import dev.lockflight.Stage;
import dev.lockflight.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A pipeline as a page. */
final class PipelineMarkdown {
  private final Pipeline pipeline;
  private final MarkdownPage page;

  private PipelineMarkdown(Pipeline pipeline) {
    this.pipeline = pipeline;
    this.page = new MarkdownPage("## " + MarkdownText.escaped(pipeline.name().value()));
  }

  static String of(Pipeline pipeline) {
    PipelineMarkdown markdown = new PipelineMarkdown(pipeline);
    markdown.triggers();
    markdown.parameters();
    markdown.environments();
    markdown.stages();
    markdown.items();
    PlaybookMarkdown.addTo(markdown.page, pipeline, "Rollback of ");
    markdown.page.block("Flow", "```mermaid\n" + MermaidChart.of(pipeline) + "```");
    return markdown.page.text();
  }

  private void triggers() {
    page.lines(
        "Started by",
        pipeline.triggers().stream().map(t -> "- " + MarkdownText.escaped(t.toString())).toList());
  }

  private void parameters() {
    List<String> rows = new ArrayList<>();
    for (Parameter<?> parameter : pipeline.parameters()) {
      rows.add(
          row(
              cell(parameter.name()),
              parameter.type().getSimpleName(),
              cell(parameter.defaultText().orElse("")),
              cell(String.join(", ", parameter.allowed())),
              cell(parameter.description())));
    }
    page.table("Parameters", head("name", "type", "default", "allowed", "meaning"), rows);
  }

  private void environments() {
    List<String> rows = new ArrayList<>();
    for (Environment environment : pipeline.environments()) {
      String attributes =
          environment.attributes().entrySet().stream()
              .map(each -> each.getKey() + "=" + each.getValue())
              .collect(Collectors.joining("\n"));
      String windows =
          environment.windows().stream().map(Object::toString).collect(Collectors.joining("\n"));
      rows.add(
          row(
              cell(environment.name().value()),
              environment.isProtectedOne() ? "yes" : "no",
              cell(environment.lock().toString()),
              cell(windows),
              cell(attributes)));
    }
    page.table("Environments", head("name", "protected", "lock", "windows", "attributes"), rows);
  }

  private void stages() {
    List<String> rows = new ArrayList<>();
    for (Stage stage : pipeline.stages()) {
      var matrix = stage.placement().matrix();
      rows.add(
          row(
              cell(stage.name().value()),
              cell(
                  stage
                      .environment()
                      .map(e -> (stage.deploys() ? "" : "reads ") + e.name())
                      .orElse("")),
              cell(pipeline.joinOf(stage.name()).toString()),
              cell(MermaidChart.condition(stage).orElse("")),
              matrix == null ? "" : matrix.cells().size() + " cells",
              stage.limits().allowFailure() ? "yes" : "no"));
    }
    page.table("Stages", head("name", "environment", "after", "when", "matrix", "may fail"), rows);
  }

  private void items() {
    List<String> rows = new ArrayList<>();
    for (Stage stage : pipeline.stages()) {
      for (Phase phase : Phase.values()) {
        for (Gate gate : stage.gates(phase)) {
          rows.add(item(stage, phase, gate.name().value(), gate.describe()));
        }
        for (Step<?> step : stage.steps(phase)) {
          String does = step.operation().describe() + step.policy();
          rows.add(item(stage, phase, step.name().value(), does));
        }
      }
    }
    page.table("Steps and gates", head("stage", "phase", "name", "what"), rows);
  }

  private static String item(Stage stage, Phase phase, String name, String what) {
    return row(cell(stage.name().value()), phase.text(), cell(name), cell(what));
  }
}
