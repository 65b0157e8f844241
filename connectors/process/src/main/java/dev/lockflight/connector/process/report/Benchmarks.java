package dev.lockflight.connector.process.report;

import dev.lockflight.connector.process.report.UnreadableReportException.Fault;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The figures of benchmark reports, by benchmark. Used by one thread. */
final class Benchmarks {
  /**
   * One figure.
   *
   * @param higherIsBetter for throughputs
   */
  record Figure(BigDecimal value, String unit, boolean higherIsBetter) {
    @Override
    public String toString() {
      return value.stripTrailingZeros().toPlainString() + " " + unit;
    }
  }

  private final Sources sources = new Sources();
  private final Map<String, Figure> figures = new TreeMap<>();

  void read(LocatedReport report) {
    sources.add(
        JsonReport.read(
            report,
            json -> {
              if (json.atArray()) {
                new Jmh(report, json).read();
              } else {
                new PytestBenchmark(report, json).read();
              }
            }));
  }

  Map<String, Figure> figures() {
    return figures;
  }

  String sources() {
    return sources.toString();
  }

  /** Itself, when something was measured. */
  Benchmarks measured(String file) {
    if (figures.isEmpty()) {
      throw new UnreadableReportException(
          Fault.FOREIGN,
          file,
          "holds no benchmark",
          "at least one",
          "Look at what the tool was told to measure");
    }
    return this;
  }

  private void add(LocatedReport report, String name, @Nullable Figure figure) {
    if (name.isEmpty() || figure == null) {
      throw report.foreign("its benchmark '" + Shown.line(name) + "' has no name or no figure");
    }
    if (figures.put(name, figure) != null) {
      throw report.foreign("its benchmark '" + Shown.line(name) + "' stands there twice");
    }
  }

  @Override
  public String toString() {
    return figures.size() + (figures.size() == 1 ? " benchmark" : " benchmarks");
  }

  /** An object with {@code benchmarks}, of which each has {@code fullname} and {@code stats}. */
  private final class PytestBenchmark {
    private final LocatedReport report;
    private final JsonWalk json;
    private final Fields name = new Fields("fullname");
    private final Fields stats = new Fields("median");

    PytestBenchmark(LocatedReport report, JsonWalk json) {
      this.report = report;
      this.json = json;
    }

    void read() {
      boolean[] found = {false};
      boolean object =
          json.walk(
              member -> {
                if (member.equals("benchmarks")) {
                  found[0] = json.objects(this::part, this::end);
                } else {
                  json.skip();
                }
              });
      if (!object || !found[0]) {
        throw report.foreign("JSON that is no array and has no member benchmarks");
      }
    }

    private void part(String member) {
      if (member.equals("stats")) {
        boolean unused = json.object(part -> stats.part(part, json));
      } else {
        name.part(member, json);
      }
    }

    private void end() {
      BigDecimal median = stats.number("median");
      add(report, name.take("fullname"), median == null ? null : new Figure(median, "s", false));
      name.clear();
      stats.clear();
    }
  }

  /** An array of objects with {@code benchmark}, {@code mode} and {@code primaryMetric}. */
  private final class Jmh {
    private final LocatedReport report;
    private final JsonWalk json;
    private final Fields head = new Fields("benchmark", "mode");
    private final Fields metric = new Fields("score", "scoreUnit");
    private final Map<String, String> params = new TreeMap<>();

    Jmh(LocatedReport report, JsonWalk json) {
      this.report = report;
      this.json = json;
    }

    void read() {
      boolean unused =
          json.each(
              () -> {
                boolean object = json.walk(this::part);
                if (!object || !head.has("benchmark") || !head.has("mode")) {
                  throw report.foreign("an array whose elements have no benchmark and mode");
                }
                end();
              });
    }

    private void part(String member) {
      boolean unused =
          switch (member) {
            case "primaryMetric" -> json.object(part -> metric.part(part, json));
            case "params" -> json.object(part -> params.put(part, json.text("")));
            default -> {
              head.part(member, json);
              yield true;
            }
          };
    }

    private void end() {
      String mode = head.take("mode");
      String name = head.take("benchmark") + (params.isEmpty() ? "" : " " + params) + " " + mode;
      BigDecimal score = metric.number("score");
      boolean throughput = mode.equals("thrpt");
      add(
          report,
          name,
          score == null ? null : new Figure(score, metric.take("scoreUnit"), throughput));
      head.clear();
      metric.clear();
      params.clear();
    }
  }
}
