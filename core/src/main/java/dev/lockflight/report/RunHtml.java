package dev.lockflight.report;

import dev.lockflight.Evidence;
import dev.lockflight.report.ReportItem.Kind;
import dev.lockflight.run.JournalEntry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A run as a page that stands alone; what went wrong stands first. */
final class RunHtml {
  /** A page with more is not read, and must still be made and opened in a second. */
  static final int ROWS = 400;

  private static final int EVIDENCE = 25;

  private final ReportedRun view;
  private final List<JournalEntry> journal;
  private final HtmlPage page;
  private final Html html;

  private RunHtml(ReportedRun view, List<JournalEntry> journal) {
    this.view = view;
    this.journal = journal;
    this.page = HtmlPage.begin(view.run().pipeline() + " " + view.run().status(), sections(view));
    this.html = page.html();
  }

  static String of(ReportedRun view, List<JournalEntry> journal) {
    RunHtml report = new RunHtml(view, journal);
    new RunHead(report.html, view, Timeline.of(journal, view.asOf())).write();
    report.page.contents();
    report.html.open("main");
    report.problems();
    report.waiting();
    report.graph();
    report.timeline();
    report.gates();
    report.steps();
    new RunTables(report.page, view).write(journal);
    report.html.close();
    return report.page.end(
        "Made by Lockflight of the "
            + view.run().seq()
            + " events of run "
            + view.run().id()
            + ", up to "
            + Words.moment(view.asOf())
            + ". This page loads nothing and sends nothing.");
  }

  private static List<String> sections(ReportedRun view) {
    List<String> sections = new ArrayList<>();
    boolean bad =
        !view.problems().isEmpty() || !view.unexplained().isEmpty() || !view.warnings().isEmpty();
    boolean waits = view.stages().stream().anyMatch(s -> !Waits.of(s.run(), view.asOf()).isEmpty());
    addIf(sections, bad, "What went wrong");
    addIf(sections, waits, "Waiting");
    addIf(sections, view.pipeline().stages().size() <= GraphSvg.MOST, "Flow");
    addIf(sections, true, "Timeline");
    addIf(sections, happened(view, Kind.GATE), "Gates and evidence");
    addIf(sections, true, "Stages and steps");
    addIf(sections, !view.decisions().isEmpty(), "Decisions");
    addIf(sections, !view.run().deployments().isEmpty(), "Deployments");
    boolean left = !view.run().outputs().isEmpty() || !view.run().release().artifacts().isEmpty();
    addIf(sections, left, "Results");
    addIf(sections, true, "Events");
    return sections;
  }

  private static void addIf(List<String> sections, boolean there, String name) {
    if (there) {
      sections.add(name);
    }
  }

  private static boolean happened(ReportedRun view, Kind kind) {
    return view.stages().stream()
        .flatMap(stage -> stage.items().stream())
        .anyMatch(item -> item.kind() == kind && item.hasHappened());
  }

  private void problems() {
    if (page.section("What went wrong", "")) {
      for (ReportStage stage : view.unexplained().stream().limit(ROWS).toList()) {
        html.open("article", "class", "card " + HtmlMark.tone(stage.mark()));
        head(stage.mark(), stage.run().status().name(), stage.name().value(), "");
        paragraph(stage.run().reason());
        html.close();
      }
      List<ReportedRun.Problem> all = new ArrayList<>(view.problems());
      all.addAll(view.warnings());
      all.stream().limit(ROWS).forEach(problem -> item(problem.stage(), problem.item()));
      page.leftOut(all.size() - ROWS, "problems");
      html.close();
    }
  }

  private void waiting() {
    if (page.section("Waiting", "")) {
      html.open("ul");
      for (ReportStage stage : view.stages().stream().limit(ROWS).toList()) {
        for (String wait : Waits.of(stage.run(), view.asOf())) {
          html.open("li");
          html.element("b", stage.name() + " ");
          html.prose(wait);
          html.close();
        }
      }
      html.close();
      html.close();
    }
  }

  private void graph() {
    if (page.section("Flow", "Diamonds are gates: in front of a stage, and behind it.")) {
      GraphSvg.draw(html, view);
      html.close();
    }
  }

  private void timeline() {
    if (page.section("Timeline", "")) {
      legend();
      page.leftOut(TimelineHtml.draw(html, view, journal), "lines");
      html.close();
    }
  }

  private void legend() {
    html.open("p", "class", "legend", "aria-hidden", "true");
    html.element("i", "", "class", "key good");
    html.text("work ");
    html.element("i", "", "class", "key waits");
    html.text("waiting ");
    html.element("i", "", "class", "key moment good");
    html.text("a gate's answer");
    html.close();
  }

  private void gates() {
    if (page.section("Gates and evidence", "")) {
      int left = 0;
      int shown = 0;
      for (ReportStage stage : view.stages()) {
        for (ReportItem item : stage.items()) {
          if (item.kind() == Kind.GATE && item.hasHappened()) {
            left += shown < ROWS ? 0 : 1;
            if (shown++ < ROWS) {
              item(stage, item);
            }
          }
        }
      }
      page.leftOut(left, "gates");
      html.close();
    }
  }

  private void item(ReportStage stage, ReportItem item) {
    html.open("article", "class", "card " + HtmlMark.tone(item.mark()));
    head(
        item.mark(),
        status(item),
        item.key().item(),
        stage.name() + ", " + item.key().phase().text());
    if (!item.demand().equals(item.key().item())) {
      html.element("p", item.demand(), "class", "lead");
    }
    paragraph(item.state().message());
    evidence(item.state().evidence());
    html.close();
  }

  private static String status(ReportItem item) {
    Mark mark = item.mark();
    boolean refused = mark == Mark.REJECTED || mark == Mark.EXPIRED;
    String status = refused ? mark.name() : item.state().status();
    return mark == Mark.WARNED && item.mayFail() ? status + ", allowed" : status;
  }

  private void head(Mark mark, String status, String name, String where) {
    html.open("h3");
    HtmlMark.pill(html, mark, status);
    html.element("span", " " + name);
    html.element("small", " " + where);
    html.close();
  }

  private void paragraph(String text) {
    if (!text.isBlank()) {
      html.open("p");
      html.prose(text);
      html.close();
    }
  }

  private void evidence(List<Evidence> all) {
    if (all.isEmpty()) {
      return;
    }
    HtmlTable table =
        HtmlTable.begin(html, "evidence", List.of("what", "observed", "expected", "source"));
    for (Evidence seen : all.stream().limit(EVIDENCE).toList()) {
      table.row(List.of(seen.name(), seen.observed(), seen.expected(), seen.source()));
    }
    table.end();
    page.leftOut(all.size() - EVIDENCE, "findings");
  }

  private void steps() {
    if (page.section("Stages and steps", "")) {
      List<ReportStage> first =
          view.stages().stream()
              .sorted(Comparator.comparing((ReportStage stage) -> !stage.mark().isBad()))
              .limit(ROWS)
              .toList();
      first.forEach(new StageHtml(html, view.asOf())::write);
      page.leftOut(view.stages().size() - ROWS, "stages");
      html.close();
    }
  }
}
