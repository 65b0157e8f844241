package dev.lockflight.report;

import dev.lockflight.Join;
import dev.lockflight.Pipeline;
import dev.lockflight.Stage;
import dev.lockflight.StageName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Places the stages of a pipeline in columns: each behind all it needs, in an order that crosses
 * few lines (Sugiyama's method: ranks, a place in each column that a long line passes, means of
 * neighbours). A matrix is one box.
 */
final class GraphLayout {
  static final int WIDTH = 212;
  static final int HEIGHT = 74;
  private static final int GAP_X = 64;
  private static final int GAP_Y = 26;
  private static final int MARGIN = 14;
  private static final int SWEEPS = 4;

  /** A place in a column. */
  record Point(double x, double y) {
    /** As SVG writes it. */
    String svg() {
      return number(x) + "," + number(y);
    }

    /** The corners of an arrow's head that ends here. */
    static String arrow(Point end) {
      return new Point(end.x - 9, end.y - 4.5).svg()
          + " "
          + end.svg()
          + " "
          + new Point(end.x - 9, end.y + 4.5).svg();
    }

    static String number(double value) {
      String text = String.format(Locale.ROOT, "%.1f", value);
      return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }
  }

  /** A box, or a place that a line passes. */
  private static final class Node {
    private final int rank;
    private final int height;
    private final List<Node> before = new ArrayList<>();
    private final List<Node> behind = new ArrayList<>();
    private double place;
    private double y;

    private Node(int rank, int height) {
      this.rank = rank;
      this.height = height;
    }

    private double middle() {
      return y + height / 2.0;
    }

    private double left() {
      return MARGIN + rank * (double) (WIDTH + GAP_X);
    }

    private boolean isBox() {
      return height == HEIGHT;
    }
  }

  /** A line from one stage to another, through these points. */
  record Line(StageName from, StageName to, Join join, List<Point> points) {}

  private final Map<StageName, Node> boxes = new LinkedHashMap<>();
  private final List<List<Node>> columns = new ArrayList<>();
  private final List<Line> lines = new ArrayList<>();
  private double height;

  private GraphLayout(Pipeline pipeline) {
    ranks(pipeline).forEach(this::box);
    Map<Line, List<Node>> ways = new LinkedHashMap<>();
    for (Stage stage : pipeline.stages()) {
      Join join = pipeline.joinOf(stage.name());
      for (StageName need : join.needs()) {
        ways.put(new Line(need, stage.name(), join, List.of()), way(need, stage.name()));
      }
    }
    order();
    place();
    ways.forEach((line, way) -> lines.add(drawn(line, way)));
  }

  static GraphLayout of(Pipeline pipeline) {
    return new GraphLayout(pipeline);
  }

  double width() {
    return 2.0 * MARGIN + columns.size() * (double) (WIDTH + GAP_X) - GAP_X;
  }

  double height() {
    return height;
  }

  List<StageName> stages() {
    return List.copyOf(boxes.keySet());
  }

  /** The upper left corner of the stage's box. */
  Point corner(StageName stage) {
    Node box = box(stage);
    return new Point(box.left(), box.y);
  }

  List<Line> lines() {
    return lines;
  }

  private Node box(StageName stage) {
    Node box = boxes.get(stage);
    if (box == null) {
      throw new IllegalArgumentException("no stage " + stage + " in this graph");
    }
    return box;
  }

  /** The longest way to each stage. Definitions have no cycle, so this ends. */
  private static Map<StageName, Integer> ranks(Pipeline pipeline) {
    Map<StageName, Integer> ranks = new LinkedHashMap<>();
    pipeline.stages().forEach(stage -> ranks.put(stage.name(), 0));
    boolean changed = true;
    while (changed) {
      changed = false;
      for (StageName stage : List.copyOf(ranks.keySet())) {
        int rank =
            pipeline.joinOf(stage).needs().stream()
                .mapToInt(need -> ranks.getOrDefault(need, -1) + 1)
                .max()
                .orElse(0);
        changed |= ranks.put(stage, rank) != rank;
      }
    }
    return ranks;
  }

  private void box(StageName stage, int rank) {
    boxes.put(stage, added(rank, HEIGHT));
  }

  private Node added(int rank, int size) {
    while (columns.size() <= rank) {
      columns.add(new ArrayList<>());
    }
    Node node = new Node(rank, size);
    node.place = columns.get(rank).size();
    columns.get(rank).add(node);
    return node;
  }

  private List<Node> way(StageName from, StageName to) {
    List<Node> way = new ArrayList<>(List.of(box(from)));
    Node last = box(from);
    for (int rank = last.rank + 1; rank <= box(to).rank; rank++) {
      Node next = rank == box(to).rank ? box(to) : added(rank, GAP_Y / 2);
      last.behind.add(next);
      next.before.add(last);
      way.add(next);
      last = next;
    }
    return way;
  }

  private void order() {
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      boolean forward = sweep % 2 == 0;
      for (int i = 0; i < columns.size(); i++) {
        List<Node> column = columns.get(forward ? i : columns.size() - 1 - i);
        Map<Node, Double> means = new HashMap<>();
        column.forEach(node -> means.put(node, mean(forward ? node.before : node.behind, node)));
        column.sort(Comparator.comparing(means::get));
        for (int at = 0; at < column.size(); at++) {
          column.get(at).place = at;
        }
      }
    }
  }

  private static double mean(List<Node> neighbours, Node self) {
    return neighbours.stream().mapToDouble(node -> node.place).average().orElse(self.place);
  }

  private void place() {
    double tallest = columns.stream().mapToDouble(GraphLayout::tall).max().orElse(0);
    for (List<Node> column : columns) {
      double y = MARGIN + (tallest - tall(column)) / 2;
      for (Node node : column) {
        node.y = y;
        y += node.height + GAP_Y;
      }
    }
    height = tallest + 2 * MARGIN;
  }

  private static double tall(List<Node> column) {
    return column.stream().mapToInt(node -> node.height + GAP_Y).sum() - GAP_Y;
  }

  private static Line drawn(Line line, List<Node> way) {
    List<Point> points = new ArrayList<>();
    Node from = way.get(0);
    points.add(new Point(from.left() + WIDTH, from.middle()));
    for (Node passed : way.subList(1, way.size())) {
      points.add(new Point(passed.left(), passed.middle()));
      if (!passed.isBox()) {
        points.add(new Point(passed.left() + WIDTH, passed.middle()));
      }
    }
    return new Line(line.from(), line.to(), line.join(), List.copyOf(points));
  }
}
