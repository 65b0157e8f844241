package dev.lockflight.report;

import static dev.lockflight.report.MarkdownText.cell;
import static dev.lockflight.report.MarkdownText.head;
import static dev.lockflight.report.MarkdownText.row;

import dev.lockflight.Deployment;
import dev.lockflight.Evidence;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** A run for a pull request or a page: what went wrong first. */
final class RunMarkdown {
  /** A diagram that a page can still show. */
  private static final int LONGEST_DIAGRAM = 40_000;

  private final ReportedRun view;
  private final MarkdownPage page;

  private RunMarkdown(ReportedRun view) {
    this.view = view;
    String name = MarkdownText.escaped(view.run().pipeline().value());
    Mark mark = Mark.of(view.run().status());
    this.page = new MarkdownPage("## " + mark.symbol() + " " + name + ": " + view.run().status());
  }

  static MarkdownPage of(ReportedRun view) {
    RunMarkdown markdown = new RunMarkdown(view);
    markdown.summary();
    markdown.problems();
    markdown.waits();
    markdown.stages();
    markdown.decisions();
    markdown.deployments();
    markdown.gates();
    markdown.steps();
    markdown.evidence();
    markdown.diagram();
    return markdown.page;
  }

  private void summary() {
    var run = view.run();
    List<String> rows = new ArrayList<>();
    rows.add(row("Run", cell(run.id().value())));
    rows.add(row("Release", cell(run.release().commit())));
    if (!run.reason().isBlank()) {
      rows.add(row("Why", cell(run.reason())));
    }
    rows.add(
        row(
            "Started",
            cell(Words.moment(run.createdAt()) + " by " + Words.cause(run.created().cause()))));
    rows.add(row("Took", cell(view.span().text(view.asOf()))));
    Words.origin(run.created().origin()).ifPresent(text -> rows.add(row("Origin", cell(text))));
    run.abort().ifPresent(why -> rows.add(row("Abort", cell(why))));
    run.parameters().texts().forEach((key, value) -> rows.add(row(cell(key), cell(value))));
    page.table("", head(" ", " "), rows);
  }

  private void problems() {
    List<String> rows = new ArrayList<>();
    List<String> proofs = new ArrayList<>();
    for (ReportStage stage : view.unexplained()) {
      rows.add(row(sign(stage.mark()), name(stage), "", stage.run().status().name(), why(stage)));
    }
    for (ReportedRun.Problem problem : view.problems()) {
      ReportItem item = problem.item();
      rows.add(problem(problem));
      addEvidence(problem.stage(), item, proofs);
    }
    page.table("What went wrong", head(" ", "stage", "step or gate", "status", "why"), rows);
    page.table("Evidence of it", evidenceHead(), proofs);
    List<String> warnings = view.warnings().stream().map(RunMarkdown::problem).toList();
    page.table("Warnings", head(" ", "stage", "step or gate", "status", "why"), warnings);
  }

  private static String problem(ReportedRun.Problem problem) {
    ReportItem item = problem.item();
    return row(
        sign(item.mark()),
        name(problem.stage()),
        cell(item.title()),
        item.state().status(),
        cell(item.state().message()));
  }

  private void waits() {
    List<String> rows = new ArrayList<>();
    for (ReportStage stage : view.stages()) {
      for (String wait : Waits.of(stage.run(), view.asOf())) {
        rows.add(row(name(stage), cell(wait)));
      }
    }
    page.table("Waiting", head("stage", "for"), rows);
  }

  private void stages() {
    List<String> rows = new ArrayList<>();
    for (ReportStage stage : view.stages()) {
      rows.add(
          row(
              sign(stage.mark()),
              name(stage),
              cell(stage.environment().map(e -> e.name().value()).orElse("")),
              stage.run().status() + (stage.rolledBack() ? ", rolled back" : ""),
              stage.span().text(view.asOf()),
              why(stage)));
    }
    page.table("Stages", head(" ", "stage", "environment", "status", "time", "why"), rows);
  }

  private void decisions() {
    List<String> rows = new ArrayList<>();
    for (ReportDecision made : view.decisions()) {
      String who = made.who().name() + " (" + made.who().vouchedBy() + ")";
      rows.add(
          row(
              Words.moment(made.at()),
              cell(who),
              made.what(),
              cell(made.on()),
              cell(made.why()),
              cell(made.digest())));
    }
    page.table("Decisions", head("when", "who", "what", "on", "why", "digest seen"), rows);
  }

  private void deployments() {
    List<String> rows = new ArrayList<>();
    for (Deployment line : view.run().deployments()) {
      rows.add(
          row(
              Words.moment(line.at()),
              cell(line.environment().value()),
              cell(line.stage().value()),
              line.state().name(),
              cell(line.release().commit())));
    }
    page.table("Deployments", head("when", "environment", "stage", "state", "release"), rows);
  }

  private void gates() {
    List<String> rows = new ArrayList<>();
    forEach(
        ReportItem.Kind.GATE,
        (stage, item) ->
            rows.add(
                row(
                    sign(item.mark()),
                    name(stage),
                    cell(item.title()),
                    item.state().status(),
                    cell(item.state().message()))));
    page.table("Gates", head(" ", "stage", "gate", "verdict", "why"), rows);
  }

  private void steps() {
    List<String> rows = new ArrayList<>();
    forEach(
        ReportItem.Kind.STEP,
        (stage, item) ->
            rows.add(
                row(
                    sign(item.mark()),
                    name(stage),
                    cell(item.title()),
                    item.state().status(),
                    item.time(view.asOf()),
                    String.valueOf(item.state().attempt()))));
    page.table("Steps", head(" ", "stage", "step", "status", "time", "attempts"), rows);
  }

  private void evidence() {
    List<String> rows = new ArrayList<>();
    forEach(
        ReportItem.Kind.GATE,
        (stage, item) -> {
          if (!item.mark().isBad()) {
            addEvidence(stage, item, rows);
          }
        });
    page.table("Evidence of the other gates", evidenceHead(), rows);
  }

  private void diagram() {
    String diagram = MermaidChart.of(view);
    if (diagram.length() <= LONGEST_DIAGRAM) {
      page.block("Flow", "```mermaid\n" + diagram + "```");
    }
  }

  private void forEach(ReportItem.Kind kind, BiConsumer<ReportStage, ReportItem> action) {
    for (ReportStage stage : view.stages()) {
      stage.items().stream()
          .filter(item -> item.kind() == kind && item.hasHappened())
          .forEach(item -> action.accept(stage, item));
    }
  }

  private static void addEvidence(ReportStage stage, ReportItem item, List<String> rows) {
    for (Evidence seen : item.state().evidence()) {
      rows.add(
          row(
              name(stage),
              cell(item.key().item()),
              cell(seen.name()),
              cell(seen.observed()),
              cell(seen.expected()),
              cell(seen.source())));
    }
  }

  private static String evidenceHead() {
    return head("stage", "step or gate", "what", "observed", "expected", "source");
  }

  private static String sign(Mark mark) {
    return MarkdownText.escaped(mark.symbol());
  }

  private static String name(ReportStage stage) {
    return cell(stage.name().value());
  }

  private static String why(ReportStage stage) {
    return cell(stage.run().reason());
  }
}
