package dev.lockflight.connector.process.report;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * semgrep's JSON, by semgrep_output_v1: an object with {@code results}, {@code errors} and {@code
 * paths}. What it ignored by a comment is suppressed; a file it could read only in part is no
 * error, one it could not read is.
 */
final class SemgrepFormat implements FindingsFormat {
  @Override
  public ReportKind kind() {
    return ReportKind.SEMGREP;
  }

  @Override
  public String read(LocatedReport report, Sink sink) {
    return JsonReport.read(
        report,
        json -> {
          Set<String> seen = new HashSet<>();
          boolean object =
              json.walk(
                  name -> {
                    if (member(name, json, sink)) {
                      seen.add(name);
                    }
                  });
          if (!object || !seen.containsAll(Set.of("results", "errors", "paths"))) {
            throw report.foreign("JSON without the members results, errors and paths");
          }
        });
  }

  private static boolean member(String name, JsonWalk json, Sink sink) {
    switch (name) {
      case "results" -> {
        Match match = new Match();
        return json.objects(part -> match.part(part, json), () -> match.tell(sink));
      }
      case "errors" -> {
        return errors(json, sink);
      }
      default -> {
        json.skip();
        return name.equals("paths");
      }
    }
  }

  private static boolean errors(JsonWalk json, Sink sink) {
    Fields error = new Fields("level", "message", "path", "rule_id");
    return json.objects(
        part -> error.part(part, json),
        () -> {
          if (error.take("level").equalsIgnoreCase("error")) {
            String what = error.has("path") ? error.take("path") : error.take("rule_id");
            sink.notScanned(what, error.take("message"));
          }
          error.clear();
        });
  }

  /** One member of {@code results}. */
  private static final class Match {
    private final Fields fields = new Fields("check_id", "path");
    private final Fields start = new Fields("line");
    private final Fields extra = new Fields("message", "severity", "is_ignored", "fingerprint");

    void part(String name, JsonWalk json) {
      boolean unused =
          switch (name) {
            case "start" -> json.object(part -> start.part(part, json));
            case "extra" -> json.object(part -> extra.part(part, json));
            default -> {
              fields.part(name, json);
              yield true;
            }
          };
    }

    void tell(Sink sink) {
      if (Boolean.parseBoolean(extra.take("is_ignored"))) {
        sink.suppressed();
      } else {
        sink.found(finding());
      }
      fields.clear();
      start.clear();
      extra.clear();
    }

    private Finding finding() {
      String path = fields.take("path");
      String message = extra.take("message");
      return new Finding(
          severity(extra.take("severity")),
          fields.take("check_id"),
          path + ":" + start.take("line"),
          message,
          path + "\n" + (hasFingerprint() ? extra.take("fingerprint") : message));
    }

    /** Without a login the field says "requires login". */
    private boolean hasFingerprint() {
      return extra.take("fingerprint").matches("[0-9a-f_]{16,}");
    }
  }

  private static Severity severity(String word) {
    return switch (word.toUpperCase(Locale.ROOT)) {
      case "CRITICAL" -> Severity.CRITICAL;
      case "ERROR", "HIGH" -> Severity.HIGH;
      case "WARNING", "MEDIUM" -> Severity.MEDIUM;
      case "INFO", "LOW" -> Severity.LOW;
      case "INVENTORY", "EXPERIMENT" -> Severity.INFO;
      default -> Severity.UNKNOWN;
    };
  }
}
