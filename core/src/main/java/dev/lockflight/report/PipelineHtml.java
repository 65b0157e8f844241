package dev.lockflight.report;

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

/** A pipeline as a page that stands alone. */
final class PipelineHtml {
  private static final int STAGES = 400;

  private final Pipeline pipeline;
  private final HtmlPage page;
  private final Html html;

  private PipelineHtml(Pipeline pipeline) {
    this.pipeline = pipeline;
    this.page = HtmlPage.begin(pipeline.name().value(), sections(pipeline));
    this.html = page.html();
  }

  static String of(Pipeline pipeline) {
    PipelineHtml report = new PipelineHtml(pipeline);
    report.head();
    report.page.contents();
    report.html.open("main");
    report.graph();
    report.environments();
    report.parameters();
    report.stages();
    report.playbooks();
    report.html.close();
    return report.page.end(
        "Made by Lockflight of the definition "
            + pipeline.structure().digest()
            + ". This page loads nothing and sends nothing.");
  }

  private static List<String> sections(Pipeline pipeline) {
    List<String> sections = new ArrayList<>();
    if (pipeline.stages().size() <= GraphSvg.MOST) {
      sections.add("Flow");
    }
    if (!pipeline.environments().isEmpty()) {
      sections.add("Environments");
    }
    if (!pipeline.parameters().isEmpty()) {
      sections.add("Parameters");
    }
    sections.add("Stages");
    if (!Playbook.all(pipeline).isEmpty()) {
      sections.add("Rollback");
    }
    return sections;
  }

  private void head() {
    html.open("header");
    html.element("h1", pipeline.name().value());
    String starts =
        pipeline.triggers().stream().map(Object::toString).collect(Collectors.joining(", "));
    html.element("p", starts.isEmpty() ? "started by hand" : "started on " + starts);
    html.close();
  }

  private void graph() {
    if (page.section("Flow", "Diamonds are gates: in front of a stage, and behind it.")) {
      GraphSvg.draw(html, pipeline);
      html.close();
    }
  }

  private void environments() {
    if (page.section("Environments", "")) {
      HtmlTable table =
          HtmlTable.begin(
              html,
              "environments",
              List.of("name", "protected", "gates on entry", "lock", "windows", "attributes"));
      for (Environment each : pipeline.environments()) {
        table.row(
            List.of(
                each.name().value(),
                each.isProtectedOne() ? "yes" : "no",
                each.gates().stream().map(Gate::describe).collect(Collectors.joining("\n")),
                each.lock().toString(),
                each.windows().stream().map(Object::toString).collect(Collectors.joining("\n")),
                each.attributes().entrySet().stream()
                    .map(pair -> pair.getKey() + "=" + pair.getValue())
                    .collect(Collectors.joining("\n"))));
      }
      table.end();
      html.close();
    }
  }

  private void parameters() {
    if (page.section("Parameters", "")) {
      HtmlTable table =
          HtmlTable.begin(
              html, "parameters", List.of("name", "type", "default", "allowed", "meaning"));
      for (Parameter<?> each : pipeline.parameters()) {
        table.row(
            List.of(
                each.name(),
                each.type().getSimpleName(),
                each.defaultText().orElse(""),
                String.join(", ", each.allowed()),
                each.description()));
      }
      table.end();
      html.close();
    }
  }

  private void stages() {
    if (page.section("Stages", "")) {
      pipeline.stages().stream().limit(STAGES).forEach(this::stage);
      page.leftOut(pipeline.stages().size() - STAGES, "stages");
      html.close();
    }
  }

  private void playbooks() {
    if (page.section("Rollback", "How each environment is brought back.")) {
      for (Playbook play : Playbook.all(pipeline)) {
        html.open("article", "class", "card");
        html.element("h3", play.title());
        HtmlTable table =
            HtmlTable.begin(html, "rollback of " + play.title(), List.of("what", "how"));
        for (Playbook.Answer answer : play.answers()) {
          table.row(List.of(answer.question(), String.join("\n", answer.lines())));
        }
        table.end();
        html.close();
      }
      html.close();
    }
  }

  private void stage(Stage stage) {
    html.open("article", "class", "card", "id", GraphSvg.stageId(stage.name()));
    html.open("h3");
    html.element("span", stage.name().value());
    String place =
        stage
            .environment()
            .map(each -> (stage.deploys() ? "in " : "reads ") + each.name())
            .orElse("");
    String join = pipeline.joinOf(stage.name()).toString();
    String when = MermaidChart.condition(stage).orElse("");
    html.element("small", " " + Words.joined(" · ", place, join, when));
    html.close();
    HtmlTable table =
        HtmlTable.begin(html, "of " + stage.name(), List.of("phase", "step or gate", "what"));
    for (Phase phase : Phase.values()) {
      for (Gate gate : stage.gates(phase)) {
        table.row(List.of(phase.text(), "◆ " + gate.name(), gate.describe()));
      }
      for (Step<?> step : stage.steps(phase)) {
        String does = step.operation().describe() + step.policy();
        table.row(List.of(phase.text(), step.name().value(), does));
      }
    }
    table.end();
    html.close();
  }
}
