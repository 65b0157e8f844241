package dev.lockflight.connector.process.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * safety's JSON in its three shapes: {@code check} of 1.x, an array of arrays; {@code check} of 2.x
 * and 3.x, an object with {@code vulnerabilities}; {@code scan} of 3.x, an object with {@code
 * scan_results}. The severity is that of CVSS 3, else CVSS 2; most accounts get none.
 */
final class SafetyFormat implements FindingsFormat {
  @Override
  public ReportKind kind() {
    return ReportKind.SAFETY;
  }

  @Override
  public String read(LocatedReport report, Sink sink) {
    return JsonReport.read(report, json -> new Reading(report, json, sink).root());
  }

  /** One pass over one report. */
  private static final class Reading {
    private final LocatedReport report;
    private final JsonWalk json;
    private final Sink sink;
    private final Set<String> seen = new TreeSet<>();

    Reading(LocatedReport report, JsonWalk json, Sink sink) {
      this.report = report;
      this.json = json;
      this.sink = sink;
    }

    void root() {
      if (json.atArray()) {
        boolean unused = json.each(this::row);
        return;
      }
      boolean object = json.walk(this::member);
      boolean known =
          seen.containsAll(Set.of("report_meta", "vulnerabilities"))
              || seen.containsAll(Set.of("meta", "scan_results"));
      if (!object || !known) {
        throw report.foreign(
            "JSON without report_meta and vulnerabilities, or meta and scan_results");
      }
    }

    /** Package, affected versions, installed version, advisory, id. */
    private void row() {
      List<String> cells = new ArrayList<>();
      boolean array =
          json.each(
              () -> {
                String text = json.textBegun();
                cells.add(text == null ? "" : text);
              });
      if (!array || cells.size() < 5) {
        throw report.foreign("an array whose elements are no rows of five cells or more");
      }
      String place = cells.get(0) + " " + cells.get(2);
      sink.found(new Finding(Severity.UNKNOWN, cells.get(4), place, cells.get(3), cells.get(0)));
    }

    private void member(String name) {
      boolean known =
          switch (name) {
            case "vulnerabilities" ->
                json.array(() -> sink.found(new Vulnerability(json).ofCheck()));
            case "ignored_vulnerabilities" -> json.array(this::suppressed);
            case "scan_results" -> json.object(this::results);
            default -> {
              json.skip();
              yield true;
            }
          };
      if (known) {
        seen.add(name);
      }
    }

    private void suppressed() {
      json.skipBegun();
      sink.suppressed();
    }

    /** scan_results.projects[].files[].results.dependencies[].specifications[]. */
    private void results(String name) {
      boolean unused =
          switch (name) {
            case "projects", "files", "dependencies", "specifications" ->
                json.objects(this::resultsOrSpecification, () -> {});
            case "results" -> json.object(this::results);
            default -> {
              json.skip();
              yield true;
            }
          };
    }

    private String requirement = "";

    private void resultsOrSpecification(String name) {
      switch (name) {
        case "raw" -> requirement = json.text("");
        case "vulnerabilities" -> {
          boolean unused =
              json.object(
                  part -> {
                    if (part.equals("known_vulnerabilities")) {
                      boolean unusedToo = json.array(this::known);
                    } else {
                      json.skip();
                    }
                  });
        }
        default -> results(name);
      }
    }

    private void known() {
      Vulnerability vulnerability = new Vulnerability(json);
      Finding finding = vulnerability.ofScan(requirement);
      if (vulnerability.isIgnored()) {
        sink.suppressed();
      } else {
        sink.found(finding);
      }
    }
  }

  /** One vulnerability, of either shape, whose object was begun. */
  private static final class Vulnerability {
    private final JsonWalk json;
    private final Fields fields =
        new Fields("vulnerability_id", "id", "package_name", "analyzed_version", "advisory");
    private @Nullable BigDecimal score2;
    private @Nullable BigDecimal score3;
    private boolean ignored;

    Vulnerability(JsonWalk json) {
      this.json = json;
      boolean unused = json.walk(this::part);
    }

    private void part(String name) {
      boolean unused =
          switch (name) {
            case "cve", "severity" -> json.object(this::part);
            case "cvssv2" -> json.object(part -> score2 = score(part, score2));
            case "cvssv3" -> json.object(part -> score3 = score(part, score3));
            case "ignored" -> ignored();
            default -> {
              fields.part(name, json);
              yield true;
            }
          };
    }

    private @Nullable BigDecimal score(String name, @Nullable BigDecimal before) {
      if (name.equals("base_score")) {
        return json.number();
      }
      json.skip();
      return before;
    }

    /** An object with the reason, or a truth value. */
    private boolean ignored() {
      json.begin();
      ignored = json.atObject() || Boolean.parseBoolean(json.textBegun());
      if (json.atObject()) {
        json.skipBegun();
      }
      return true;
    }

    boolean isIgnored() {
      return ignored;
    }

    Finding ofCheck() {
      String name = fields.take("package_name");
      String id = fields.take("vulnerability_id");
      return finding(id, name + " " + fields.take("analyzed_version"), name);
    }

    Finding ofScan(String requirement) {
      return finding(fields.take("id"), requirement, requirement.replaceAll("[=<>!~ ].*", ""));
    }

    private Finding finding(String id, String place, String name) {
      Severity severity = Cvss.severity(score3 == null ? score2 : score3);
      return new Finding(severity, id, place, fields.take("advisory"), name);
    }
  }
}
