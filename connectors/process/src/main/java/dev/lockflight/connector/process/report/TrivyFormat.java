package dev.lockflight.connector.process.report;

import java.util.Locale;
import java.util.Set;

/**
 * trivy's JSON of schema version 2, that of trivy 0.20 and newer. Vulnerabilities,
 * misconfigurations that fail, secrets and licences are findings; trivy itself leaves out what is
 * ignored.
 */
final class TrivyFormat implements FindingsFormat {
  private static final Set<String> LISTS =
      Set.of("Vulnerabilities", "Misconfigurations", "Secrets", "Licenses");

  @Override
  public ReportKind kind() {
    return ReportKind.TRIVY;
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
    private final Fields head = new Fields("SchemaVersion", "ArtifactName");
    private final Fields result = new Fields("Target");

    Reading(LocatedReport report, JsonWalk json, Sink sink) {
      this.report = report;
      this.json = json;
      this.sink = sink;
    }

    void root() {
      if (json.atArray()) {
        throw report.foreign("an array, as trivy before 0.20 wrote");
      }
      boolean object =
          json.walk(
              name -> {
                if (name.equals("Results")) {
                  boolean unused = json.objects(this::part, result::clear);
                } else {
                  head.part(name, json);
                }
              });
      if (!object || !head.take("SchemaVersion").equals("2") || !head.has("ArtifactName")) {
        throw report.foreign(
            "JSON without SchemaVersion 2 and ArtifactName, SchemaVersion is '"
                + Shown.line(head.take("SchemaVersion"))
                + "'");
      }
    }

    private void part(String name) {
      if (!LISTS.contains(name)) {
        result.part(name, json);
        return;
      }
      Fields one =
          new Fields(
              "VulnerabilityID",
              "ID",
              "RuleID",
              "Name",
              "PkgName",
              "InstalledVersion",
              "FixedVersion",
              "FilePath",
              "StartLine",
              "Severity",
              "Status",
              "Title");
      boolean unused =
          json.objects(
              part -> one.part(part, json),
              () -> {
                tell(name, one);
                one.clear();
              });
    }

    private void tell(String list, Fields one) {
      String target = result.take("Target");
      switch (list) {
        case "Vulnerabilities" -> {
          String fixed = one.take("FixedVersion");
          found(
              one,
              one.take("VulnerabilityID"),
              target + " " + one.take("PkgName") + " " + one.take("InstalledVersion"),
              one.take("Title") + (fixed.isEmpty() ? "" : ", fixed in " + fixed));
        }
        case "Misconfigurations" -> {
          if (!one.has("Status") || one.take("Status").equals("FAIL")) {
            found(one, one.take("ID"), target, one.take("Title"));
          }
        }
        case "Secrets" -> found(one, one.take("RuleID"), target, one.take("Title"));
        default ->
            found(one, one.take("Name"), target + " " + one.take("PkgName"), one.take("FilePath"));
      }
    }

    private void found(Fields one, String rule, String where, String message) {
      String line = one.has("StartLine") ? ":" + one.take("StartLine") : "";
      sink.found(new Finding(severity(one), rule, where + line, message, where));
    }
  }

  private static Severity severity(Fields one) {
    return switch (one.take("Severity").toUpperCase(Locale.ROOT)) {
      case "LOW" -> Severity.LOW;
      case "MEDIUM" -> Severity.MEDIUM;
      case "HIGH" -> Severity.HIGH;
      case "CRITICAL" -> Severity.CRITICAL;
      default -> Severity.UNKNOWN;
    };
  }
}
