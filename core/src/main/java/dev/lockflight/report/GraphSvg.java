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

  private static final int GATE = 10;
  private static final int NAME = 24;
  private static final int SMALL = 33;

  private final Html html;
  private final Pipeline pipeline;
  private final GraphLayout layout;
  private final Map<StageName, ReportStage> stages;
  private final Instant asOf;

  /** How a box looks. */
  private record Look(String tone, String sign, String status) {}

  private GraphSvg(Html html, Pipeline pipeline, Map<StageName, ReportStage> stages, Instant asOf) {
    this.html = html;
    this.pipeline = pipeline;
    this.layout = GraphLayout.of(pipeline);
    this.stages = stages;
    this.asOf = asOf;
  }

  static void draw(Html html, Pipeline pipeline) {
    new GraphSvg(html, pipeline, Map.of(), Instant.EPOCH).draw();
  }

  static void draw(Html html, ReportedRun view) {
    Map<StageName, ReportStage> stages = new HashMap<>();
    for (ReportStage stage : view.stages()) {
      if (!stage.isCell()) {
        var unused = stages.put(stage.definition().map(Stage::name).orElse(stage.name()), stage);
      }
    }
    new GraphSvg(html, view.pipeline(), stages, view.asOf()).draw();
  }

  private void draw() {
    String size = Point.number(layout.width()) + " " + Point.number(layout.height());
    html.open("div", "class", "scroll", "tabindex", "0", "role", "region", "aria-label", "graph");
    html.open(
        "svg",
        "class",
        "graph",
        "viewBox",
        "0 0 " + size,
        "width",
        Point.number(layout.width()),
        "height",
        Point.number(layout.height()),
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
    List<Point> points = outside(line);
    StringBuilder way = new StringBuilder("M" + points.get(0).svg());
    for (int i = 1; i < points.size(); i++) {
      Point from = points.get(i - 1);
      Point to = points.get(i);
      double bend = (to.x() - from.x()) / 2;
      way.append("C").append(new Point(from.x() + bend, from.y()).svg()).append(' ');
      way.append(new Point(to.x() - bend, to.y()).svg()).append(' ').append(to.svg());
    }
    html.open("g", "class", "edge " + kind + (isReached(line) ? " done" : ""));
    html.open("path", "d", way.toString());
    Point end = points.get(points.size() - 1);
    html.open("polygon", "points", Point.arrow(end));
    if (isFirst(line)) {
      word(line.join()).ifPresent(text -> label(text, end));
    }
    html.close();
  }

  /** The points of the line, the first and the last beside the gates of their stages. */
  private List<Point> outside(Line line) {
    List<Point> points = new ArrayList<>(line.points());
    int last = points.size() - 1;
    if (hasGates(line.from(), Phase.VERIFY)) {
      points.set(0, new Point(points.get(0).x() + GATE, points.get(0).y()));
    }
    if (hasGates(line.to(), Phase.REQUIRE)) {
      points.set(last, new Point(points.get(last).x() - GATE, points.get(last).y()));
    }
    return points;
  }

  private boolean hasGates(StageName name, Phase phase) {
    return pipeline.stage(name).filter(stage -> !stage.gates(phase).isEmpty()).isPresent();
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
        "text",
        text,
        "text-anchor",
        "end",
        "x",
        Point.number(end.x() - 12),
        "y",
        Point.number(end.y() - 8));
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
    String shift = "translate(" + Point.number(corner.x()) + " " + Point.number(corner.y()) + ")";
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
    lines.add(Words.joined(" · ", status, time));
    String place =
        stage
            .environment()
            .map(where -> (stage.deploys() ? "in " : "reads ") + named(where))
            .orElse("");
    String matrix =
        Optional.ofNullable(stage.placement().matrix())
            .map(all -> cells(stage, all.cells().size()))
            .orElse("");
    boolean undone = reported(stage.name()).map(ReportStage::rolledBack).orElse(false);
    lines.add(Words.joined(" · ", place, matrix, undone ? "rolled back" : ""));
    lines.removeIf(String::isEmpty);
    return lines;
  }

  /** How many cells there are, and how many did not go well. */
  private String cells(Stage stage, int all) {
    List<ReportStage> cells = reported(stage.name()).map(ReportStage::cells).orElse(List.of());
    long bad = cells.stream().filter(cell -> cell.mark().isBad()).count();
    long good = cells.stream().filter(cell -> cell.mark() == Mark.SUCCEEDED).count();
    return (cells.isEmpty() ? "" : good + " of ")
        + all
        + " cells"
        + (bad == 0 ? "" : ", " + bad + " failed");
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
}
