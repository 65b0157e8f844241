package dev.lockflight.report;

import dev.lockflight.StageName;
import dev.lockflight.report.Timeline.Kind;
import dev.lockflight.report.Timeline.Row;
import dev.lockflight.report.Timeline.Stretch;
import dev.lockflight.run.JournalEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The timeline of a run: a line for each stage, step and gate, waits hatched. */
final class TimelineHtml {
  /** More lines than these are not read; stages come first. */
  static final int MOST = 250;

  private final Html html;
  private final ReportedRun view;
  private final TimeScale scale;
  private final Map<StageName, List<Row>> rows;
  private int written;

  private TimelineHtml(Html html, ReportedRun view, List<Row> rows) {
    this.html = html;
    this.view = view;
    this.scale = TimeScale.of(rows, view.run().createdAt(), view.asOf());
    this.rows =
        rows.stream()
            .collect(Collectors.groupingBy(Row::stage, LinkedHashMap::new, Collectors.toList()));
  }

  static int draw(Html html, ReportedRun view, List<JournalEntry> journal) {
    return new TimelineHtml(html, view, Timeline.of(journal, view.asOf())).draw();
  }

  /** How many lines were left out. */
  private int draw() {
    html.open("div", "class", "timeline");
    axis();
    List<ReportStage> begun =
        view.stages().stream().filter(stage -> stage.span().from() != null).toList();
    int all = begun.size() + rows.values().stream().mapToInt(List::size).sum();
    boolean inFull = all <= MOST;
    for (ReportStage stage : begun) {
      boolean detailed = inFull || stage.mark().isBad();
      if (written < MOST) {
        stage(stage);
        rows.getOrDefault(stage.name(), List.of()).stream()
            .filter(row -> detailed && written < MOST)
            .forEach(row -> row(stage, row));
      }
    }
    html.close();
    return all - written;
  }

  private void axis() {
    begin("line axis", Words.moment(view.run().createdAt()));
    for (TimeScale.Part part : scale.shortened()) {
      String length = Elapsed.text(Duration.between(part.from(), part.to()));
      html.element(
          "i",
          "⋯ " + length,
          "class",
          "cut",
          "style",
          "left:" + number(part.left()) + "%;width:" + number(part.right() - part.left()) + "%",
          "title",
          length + " from " + Words.moment(part.from()) + " on: nothing worked, drawn short");
    }
    end((view.run().isEnded() ? "" : "so far ") + view.span().text(view.asOf()));
    written--;
  }

  private void stage(ReportStage stage) {
    Instant from = stage.span().from();
    Instant to = stage.span().to() == null ? view.asOf() : stage.span().to();
    if (from == null || to == null) {
      return;
    }
    begin(stage.isCell() ? "line stage cell" : "line stage", label(stage));
    bar(
        "whole " + HtmlMark.tone(stage.mark()),
        new Stretch(Kind.WORK, from, to, stage.name() + " " + stage.mark().word()));
    end(stage.span().text(view.asOf()));
  }

  /** A cell stands below its stage, and says only in what it differs. */
  private static String label(ReportStage stage) {
    String name = stage.name().value();
    int cell = name.indexOf('[');
    return stage.isCell() && cell > 0 ? name.substring(cell) : name;
  }

  private void row(ReportStage stage, Row row) {
    Mark mark =
        stage.items().stream()
            .filter(item -> item.title().equals(row.label()))
            .map(ReportItem::mark)
            .findFirst()
            .orElse(Mark.SUCCEEDED);
    begin("line", row.label());
    Duration worked = Duration.ZERO;
    Duration waited = Duration.ZERO;
    for (Stretch stretch : row.stretches()) {
      boolean works = stretch.kind() == Kind.WORK;
      bar(works ? HtmlMark.tone(mark) : kind(stretch, mark), stretch);
      Duration length = Duration.between(stretch.from(), stretch.to());
      worked = works ? worked.plus(length) : worked;
      waited = stretch.kind() == Kind.WAIT ? waited.plus(length) : waited;
    }
    String wait = waited.isZero() ? "" : "waited " + Elapsed.text(waited);
    end(Words.joined(", ", worked.isZero() ? "" : Elapsed.text(worked), wait));
  }

  private static String kind(Stretch stretch, Mark mark) {
    return stretch.kind() == Kind.WAIT ? "waits" : "moment " + HtmlMark.tone(mark);
  }

  private void begin(String classes, String label) {
    html.open("div", "class", classes);
    html.element("span", label, "class", "label", "title", label);
    html.open("span", "class", "track");
  }

  private void end(String time) {
    html.close();
    html.element("span", time, "class", "time");
    html.close();
    written++;
  }

  private void bar(String classes, Stretch stretch) {
    double left = scale.at(stretch.from());
    double right = scale.at(stretch.to());
    String length = Elapsed.text(Duration.between(stretch.from(), stretch.to()));
    String style =
        stretch.kind() == Kind.MOMENT
            ? "left:" + number(left) + "%"
            : "left:" + number(left) + "%;width:" + number(Math.max(right - left, 0.3)) + "%";
    html.element(
        "i",
        "",
        "class",
        classes,
        "style",
        style,
        "title",
        stretch.what() + (stretch.kind() == Kind.MOMENT ? "" : ", " + length));
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
