package dev.lockflight.report;

import dev.lockflight.Environment;
import dev.lockflight.Join;
import dev.lockflight.Phase;
import dev.lockflight.Pipeline;
import dev.lockflight.Stage;
import dev.lockflight.StageName;
import dev.lockflight.report.GraphLayout.Line;
import dev.lockflight.report.GraphLayout.Point;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A pipeline, or a run of it, as a picture: stages as boxes, the gates in front of and behind them
 * as diamonds on their edges.
 */
final class GraphSvg {
  /** More boxes than these make no picture. */
  static final int MOST = 120;

  private static final int NAME = 24;
  private static final int SMALL = 33;

  private final Html html;
  private final GraphLayout layout;
  private final Map<StageName, ReportStage> stages;
  private final Instant asOf;

  /** How a box looks. */
  private record Look(String tone, String sign, String status) {}

  private GraphSvg(
      Html html, GraphLayout layout, Map<StageName, ReportStage> stages, Instant asOf) {
    this.html = html;
    this.layout = layout;
    this.stages = stages;
    this.asOf = asOf;
  }

  static void draw(Html html, Pipeline pipeline) {
    new GraphSvg(html, GraphLayout.of(pipeline), Map.of(), Instant.EPOCH).draw(pipeline);
  }

  static void draw(Html html, ReportedRun view) {
    Map<StageName, ReportStage> stages = new HashMap<>();
    for (ReportStage stage : view.stages()) {
      if (!stage.isCell()) {
        var unused = stages.put(stage.definition().map(Stage::name).orElse(stage.name()), stage);
      }
    }
    new GraphSvg(html, GraphLayout.of(view.pipeline()), stages, view.asOf()).draw(view.pipeline());
  }

  private void draw(Pipeline pipeline) {
    String size = number(layout.width()) + " " + number(layout.height());
    html.open("div", "class", "scroll", "tabindex", "0", "role", "region", "aria-label", "graph");
    html.open(
        "svg",
        "class",
        "graph",
        "viewBox",
        "0 0 " + size,
        "width",
        number(layout.width()),
        "height",
        number(layout.height()),
        "role",
        "img",
        "aria-label",
        "the stages of " + pipeline.name() + " and what each needs");
    layout.lines().forEach(this::line);
    pipeline.stages().forEach(this::box);
    html.close();
    html.close();
  }

  private void line(Line line) {
    String kind = line.join().wanted().name().toLowerCase(Locale.ROOT).replace('_', '-');
    StringBuilder way = new StringBuilder("M" + at(line.points().get(0)));
    for (int i = 1; i < line.points().size(); i++) {
      Point from = line.points().get(i - 1);
      Point to = line.points().get(i);
      double bend = (to.x() - from.x()) / 2;
      way.append("C").append(at(new Point(from.x() + bend, from.y()))).append(' ');
      way.append(at(new Point(to.x() - bend, to.y()))).append(' ').append(at(to));
    }
    html.open("g", "class", "edge " + kind + (isReached(line) ? " done" : ""));
    html.open("path", "d", way.toString());
    Point end = line.points().get(line.points().size() - 1);
    html.open("polygon", "points", arrow(end));
    if (isFirst(line)) {
      word(line.join()).ifPresent(text -> label(text, end));
    }
    html.close();
  }

  /** What all lines to a stage have in common is said once. */
  private boolean isFirst(Line line) {
    return layout.lines().stream()
        .filter(each -> each.to().equals(line.to()))
        .findFirst()
        .equals(Optional.of(line));
  }

  private void label(String text, Point end) {
    html.element(
        "text", text, "text-anchor", "end", "x", number(end.x() - 10), "y", number(end.y() - 9));
  }

  private static Optional<String> word(Join join) {
    return switch (join.wanted()) {
      case SUCCESS ->
          join.needed() < join.needs().size()
              ? Optional.of(join.needed() + " of " + join.needs().size())
              : Optional.empty();
      case FAILURE -> Optional.of("failed");
      case ANY_END -> Optional.of("ended");
    };
  }

  /** Whether the run went along it. */
  private boolean isReached(Line line) {
    return reported(line.from()).filter(stage -> stage.run().status().isEnd()).isPresent()
        && reported(line.to()).flatMap(stage -> stage.run().begunAt()).isPresent();
  }

  private void box(Stage stage) {
    Point corner = layout.corner(stage.name());
    Look look = look(stage.name());
    String shift = "translate(" + number(corner.x()) + " " + number(corner.y()) + ")";
    boolean linked = reported(stage.name()).isPresent();
    if (linked) {
      html.open("a", "href", "#" + stageId(stage.name()));
    }
    html.open("g", "class", "box " + look.tone, "transform", shift);
    html.element("title", stage.name() + " " + look.status);
    if (stage.placement().matrix() != null) {
      rectangle(5, -5);
    }
    rectangle(0, 0);
    html.element("text", look.sign, "class", "sign", "x", "16", "y", "24");
    String name = SafeText.abridged(stage.name().value(), look.sign.isEmpty() ? NAME + 2 : NAME);
    html.element("text", name, "class", "name", "x", look.sign.isEmpty() ? "16" : "34", "y", "24");
    List<String> small = small(stage, look.status);
    for (int i = 0; i < small.size(); i++) {
      String text = SafeText.abridged(small.get(i), SMALL);
      html.element("text", text, "class", "small", "x", "16", "y", String.valueOf(43 + i * 17));
    }
    gates(stage, Phase.REQUIRE, 0);
    gates(stage, Phase.VERIFY, GraphLayout.WIDTH);
    html.close();
    if (linked) {
      html.close();
    }
  }

  private void rectangle(int x, int y) {
    html.open(
        "rect",
        "x",
        String.valueOf(x),
        "y",
        String.valueOf(y),
        "rx",
        "9",
        "width",
        String.valueOf(GraphLayout.WIDTH),
        "height",
        String.valueOf(GraphLayout.HEIGHT));
  }

  private Look look(StageName name) {
    return reported(name)
        .map(
            stage ->
                new Look(HtmlMark.tone(stage.mark()), stage.mark().symbol(), stage.mark().word()))
        .orElse(new Look("plain", "", ""));
  }

  private List<String> small(Stage stage, String status) {
    List<String> lines = new ArrayList<>();
    String time = reported(stage.name()).map(each -> each.span().text(asOf)).orElse("");
    String cells = reported(stage.name()).map(ReportStage::counted).orElse("");
    lines.add(Words.joined(" · ", status, time));
    String place =
        stage
            .environment()
            .map(where -> (stage.deploys() ? "in " : "reads ") + named(where))
            .orElse("");
    String matrix =
        stage.placement().matrix() == null
            ? ""
            : cells.isEmpty() ? stage.placement().matrix().cells().size() + " cells" : cells;
    boolean undone = reported(stage.name()).map(ReportStage::rolledBack).orElse(false);
    lines.add(Words.joined(" · ", place, matrix, undone ? "rolled back" : ""));
    lines.removeIf(String::isEmpty);
    return lines;
  }

  private static String named(Environment where) {
    return where.name() + (where.isProtectedOne() ? " (protected)" : "");
  }

  private void gates(Stage stage, Phase phase, int x) {
    List<String> names = stage.gates(phase).stream().map(gate -> gate.name().value()).toList();
    if (names.isEmpty()) {
      return;
    }
    Optional<Mark> worst =
        reported(stage.name()).stream()
            .flatMap(each -> each.items().stream())
            .filter(item -> item.kind() == ReportItem.Kind.GATE && item.key().phase() == phase)
            .map(ReportItem::mark)
            .max(Comparator.naturalOrder());
    int y = GraphLayout.HEIGHT / 2;
    html.open("g", "class", "gate " + worst.map(HtmlMark::tone).orElse("plain"));
    html.element(
        "title",
        phase.text()
            + ": "
            + String.join(", ", names)
            + worst.map(mark -> " " + mark.word()).orElse(""));
    html.open(
        "polygon",
        "points",
        (x - 10) + "," + y + " " + x + "," + (y - 10) + " " + (x + 10) + "," + y + " " + x + ","
            + (y + 10));
    worst.ifPresent(
        mark ->
            html.element(
                "text",
                mark.symbol(),
                "class",
                "sign",
                "text-anchor",
                "middle",
                "x",
                String.valueOf(x),
                "y",
                String.valueOf(y + 4)));
    html.close();
  }

  private Optional<ReportStage> reported(StageName stage) {
    return Optional.ofNullable(stages.get(stage));
  }

  static String stageId(StageName stage) {
    return "stage-" + stage.value();
  }

  private static String arrow(Point end) {
    return at(new Point(end.x() - 9, end.y() - 4.5))
        + " "
        + at(end)
        + " "
        + at(new Point(end.x() - 9, end.y() + 4.5));
  }

  private static String at(Point point) {
    return number(point.x()) + "," + number(point.y());
  }

  private static String number(double value) {
    String text = String.format(Locale.ROOT, "%.1f", value);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }
}
