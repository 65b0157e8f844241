package dev.lockflight.connector.process.report;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * bandit's JSON. Two issues are the same as in bandit's own baseline: by test, file and text. It is
 * an object with {@code results}, {@code metrics} and {@code errors}.
 */
final class BanditFormat implements FindingsFormat {
  @Override
  public ReportKind kind() {
    return ReportKind.BANDIT;
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
                    boolean known = member(name, json, sink);
                    if (known) {
                      seen.add(name);
                    }
                  });
          if (!object || !seen.containsAll(Set.of("results", "metrics", "errors"))) {
            throw report.foreign("JSON without the members results, metrics and errors");
          }
        });
  }

  private static boolean member(String name, JsonWalk json, Sink sink) {
    switch (name) {
      case "results" -> {
        Issue issue = new Issue();
        return json.objects(part -> issue.part(part, json), () -> sink.found(issue.finding()));
      }
      case "errors" -> {
        Fields error = new Fields("filename", "reason");
        return json.objects(
            part -> error.part(part, json),
            () -> {
              sink.notScanned(error.take("filename"), error.take("reason"));
              error.clear();
            });
      }
      default -> {
        json.skip();
        return name.equals("metrics");
      }
    }
  }

  /** One member of {@code results}. */
  private static final class Issue {
    private final Fields fields =
        new Fields("issue_severity", "test_id", "filename", "line_number", "issue_text");

    void part(String name, JsonWalk json) {
      fields.part(name, json);
    }

    Finding finding() {
      String file = fields.take("filename");
      String text = fields.take("issue_text");
      Finding finding =
          new Finding(
              severity(fields.take("issue_severity")),
              fields.take("test_id"),
              file + ":" + fields.take("line_number"),
              text,
              file + "\n" + text);
      fields.clear();
      return finding;
    }
  }

  private static Severity severity(String word) {
    return switch (word.toUpperCase(Locale.ROOT)) {
      case "LOW" -> Severity.LOW;
      case "MEDIUM" -> Severity.MEDIUM;
      case "HIGH" -> Severity.HIGH;
      default -> Severity.UNKNOWN;
    };
  }
}
