package dev.lockflight.report;

import static dev.lockflight.report.MarkdownText.cell;
import static dev.lockflight.report.MarkdownText.head;
import static dev.lockflight.report.MarkdownText.row;

import dev.lockflight.Deployment;
import dev.lockflight.Phase;
import dev.lockflight.plan.Plan;
import dev.lockflight.plan.PlannedEnvironment;
import dev.lockflight.plan.PlannedGate;
import dev.lockflight.plan.PlannedStage;
import dev.lockflight.plan.PlannedStart;
import dev.lockflight.plan.PlannedStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A plan as a page. */
final class PlanMarkdown {
  private final Plan plan;
  private final MarkdownPage page;

  private PlanMarkdown(Plan plan) {
    this.plan = plan;
    this.page =
        new MarkdownPage("## Plan of " + MarkdownText.escaped(plan.start().pipeline().value()));
  }

  static String of(Plan plan) {
    PlanMarkdown markdown = new PlanMarkdown(plan);
    markdown.summary();
    markdown.environments();
    markdown.windows();
    markdown.stages();
    markdown.items();
    return markdown.page.text();
  }

  private void summary() {
    PlannedStart start = plan.start();
    List<String> rows = new ArrayList<>();
    rows.add(row("Plan", cell(plan.digest().value())));
    rows.add(row("Made at", cell(Words.moment(plan.madeAt()))));
    rows.add(row("Release", cell(start.release().commit())));
    rows.add(row("Started by", cell(Words.cause(start.cause()))));
    start
        .parameters()
        .forEach((name, value) -> rows.add(row("Parameter " + cell(name), cell(value))));
    page.table("", head("", ""), rows);
  }

  private void environments() {
    List<String> rows = new ArrayList<>();
    for (PlannedEnvironment environment : plan.environments()) {
      List<String> settings = new ArrayList<>();
      environment
          .settings()
          .attributes()
          .forEach((name, value) -> settings.add(name + "=" + value));
      environment
          .settings()
          .parameters()
          .forEach((name, value) -> settings.add("parameter " + name + "=" + value));
      rows.add(
          row(
              cell(environment.name().value()),
              cell(told(environment.holding().current())),
              cell(told(environment.holding().lastVerified())),
              cell(environment.neededLock().map(PlanMarkdown::told).orElse("not needed")),
              cell(String.join("\n", settings))));
    }
    page.table(
        "Environments", head("name", "there now", "last verified", "lock", "settings"), rows);
  }

  private static String told(Optional<Deployment> deployment) {
    return deployment
        .map(
            line -> line.release() + " " + line.state() + " by " + line.run() + ", " + line.stage())
        .orElse("nothing");
  }

  private static String told(PlannedEnvironment.Lock lock) {
    String waiting =
        lock.waiting().stream().map(user -> "\nwaiting: " + user).collect(Collectors.joining());
    return lock.rule()
        + "\n"
        + lock.holder().map(holder -> "held by " + holder).orElse("free")
        + waiting;
  }

  private void windows() {
    List<String> rows = new ArrayList<>();
    for (PlannedEnvironment environment : plan.environments()) {
      for (PlannedEnvironment.ClosingWindow window : environment.windows()) {
        rows.add(
            row(
                cell(environment.name().value()),
                cell(window.window()),
                window.action().name(),
                cell(window.state())));
      }
    }
    page.table("Windows", head("environment", "window", "for", "now"), rows);
  }

  private void stages() {
    List<String> rows = new ArrayList<>();
    for (PlannedStage stage : plan.stages()) {
      rows.add(
          row(
              cell(stage.stage().value()),
              cell(
                  stage
                      .place()
                      .map(place -> (place.deploys() ? "" : "reads ") + place.environment())
                      .orElse("")),
              cell(stage.course().after()),
              cell(stage.runs() ? "runs" : "skipped: " + stage.course().why()),
              cell(
                  stage.inputs().stream()
                      .map(input -> input.output() + " from " + input.from())
                      .collect(Collectors.joining("\n")))));
    }
    page.table("Stages", head("stage", "environment", "after", "course", "gets"), rows);
  }

  private void items() {
    List<String> rows = new ArrayList<>();
    for (PlannedStage stage : plan.stages()) {
      for (Phase phase : Phase.values()) {
        stage.gates().stream()
            .filter(gate -> gate.phase() == phase)
            .forEach(gate -> rows.add(gate(stage, gate)));
        stage.steps().stream()
            .filter(step -> step.phase() == phase)
            .forEach(step -> rows.add(step(stage, step)));
      }
    }
    page.table("Steps and gates", head("stage", "phase", "name", "what", "known now"), rows);
  }

  private static String gate(PlannedStage stage, PlannedGate gate) {
    return row(
        cell(stage.stage().value()),
        gate.phase().text(),
        cell(gate.name().value()),
        cell(gate.demand()),
        cell(gate.answer().toString()));
  }

  private static String step(PlannedStage stage, PlannedStep step) {
    String output = step.output() == null ? "" : " → " + step.output();
    String note = step.takesSavepoint() ? "savepoint" : step.isForFailure() ? "on failure" : "";
    return row(
        cell(stage.stage().value()),
        step.phase().text(),
        cell(step.name().value()),
        cell(step.does() + output),
        note);
  }
}
