package dev.lockflight.connector.process.report;

import dev.lockflight.Percent;
import dev.lockflight.connector.process.report.CoverageReport.Measure;
import dev.lockflight.connector.process.report.UnreadableReportException.Fault;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashSet;
import java.util.Set;

/** Sums what coverage reports count, and knows them by their content. Used by one thread. */
final class Coverage {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private final Measure measure;
  private final Sources sources = new Sources();
  private BigDecimal covered = BigDecimal.ZERO;
  private BigDecimal valid = BigDecimal.ZERO;

  Coverage(Measure measure) {
    this.measure = measure;
  }

  void read(LocatedReport report) {
    sources.add(
        report.beginsWith('<')
            ? XmlReport.read(report, new Xml(report))
            : JsonReport.read(report, json -> coveragePy(report, json)));
  }

  /** Itself, when something was measured. */
  Coverage measured(String file) {
    if (valid.signum() == 0) {
      throw new UnreadableReportException(
          Fault.FOREIGN,
          file,
          "tells of no measured " + measure.word(),
          "at least one of the " + measure.word(),
          "Look at what the coverage tool was told to measure"
              + (measure == Measure.BRANCHES ? "; coverage.py needs --branch" : ""));
    }
    return this;
  }

  boolean isAtLeast(Percent least) {
    return covered.compareTo(least.of(valid)) >= 0;
  }

  private void add(BigDecimal hit, BigDecimal all) {
    covered = covered.add(hit);
    valid = valid.add(all);
  }

  /** The totals of {@code coverage json}, see "JSON reporting" of coverage.py. */
  private void coveragePy(LocatedReport report, JsonWalk json) {
    Set<String> seen = new HashSet<>();
    BigDecimal[] found = {null, null};
    String hit = measure == Measure.LINES ? "covered_lines" : "covered_branches";
    String all = measure == Measure.LINES ? "num_statements" : "num_branches";
    boolean object =
        json.walk(
            name -> {
              seen.add(name);
              if (!name.equals("totals")) {
                json.skip();
                return;
              }
              boolean unused =
                  json.object(
                      total -> {
                        if (total.equals(hit)) {
                          found[0] = json.number();
                        } else if (total.equals(all)) {
                          found[1] = json.number();
                        } else {
                          json.skip();
                        }
                      });
            });
    if (!object || !seen.contains("totals") || !seen.contains("meta")) {
      throw report.foreign("JSON without the members meta and totals");
    }
    if (found[0] != null && found[1] != null) {
      add(found[0], found[1]);
    }
  }

  String sources() {
    return sources.toString();
  }

  /** Rounded down, so that 79.999 % never reads as a demanded 80 %. */
  @Override
  public String toString() {
    String percent = covered.multiply(HUNDRED).divide(valid, 2, RoundingMode.DOWN).toPlainString();
    return percent + " % of " + measure.word() + " (" + covered + " of " + valid + ")";
  }

  /** Cobertura's totals stand at the root, JaCoCo's in the counters directly below it. */
  private final class Xml implements XmlReport.Visitor {
    private final LocatedReport report;
    private boolean jacoco;

    Xml(LocatedReport report) {
      this.report = report;
    }

    @Override
    public void begin(String name, XmlReport.Attributes attributes, int depth) {
      if (depth == 1) {
        root(name, attributes);
      } else if (jacoco && depth == 2 && name.equals("counter")) {
        String wanted = measure == Measure.LINES ? "LINE" : "BRANCH";
        if (attributes.get("type").equals(wanted)) {
          BigDecimal hit = number(attributes, "covered");
          add(hit, hit.add(number(attributes, "missed")));
        }
      }
    }

    private void root(String name, XmlReport.Attributes attributes) {
      jacoco = name.equals("report");
      if (jacoco) {
        return;
      }
      String rate = measure == Measure.LINES ? "line-rate" : "branch-rate";
      if (!name.equals("coverage") || attributes.get(rate).isEmpty()) {
        throw report.foreign(
            "its root is <" + name + ">, not <coverage line-rate=\"...\"> or JaCoCo's <report>");
      }
      if (attributes.get(measure.word() + "-valid").isEmpty()) {
        add(number(attributes, rate), BigDecimal.ONE);
      } else {
        add(
            number(attributes, measure.word() + "-covered"),
            number(attributes, measure.word() + "-valid"));
      }
    }

    private BigDecimal number(XmlReport.Attributes attributes, String name) {
      String text = attributes.get(name);
      if (!text.matches("\\d{1,15}(\\.\\d{1,20})?")) {
        throw report.foreign("its attribute " + name + " is '" + Shown.line(text) + "', no number");
      }
      return new BigDecimal(text);
    }

    @Override
    public void end(String name, int depth) {}
  }
}
