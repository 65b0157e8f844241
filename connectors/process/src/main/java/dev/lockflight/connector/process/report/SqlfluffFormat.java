package dev.lockflight.connector.process.report;

/**
 * SQLFluff's JSON: an array of files with their violations. Code that it could not read (rules TMP,
 * LXR, PRS) is HIGH, another violation MEDIUM, one that only warns LOW.
 */
final class SqlfluffFormat implements FindingsFormat {
  @Override
  public ReportKind kind() {
    return ReportKind.SQLFLUFF;
  }

  @Override
  public String read(LocatedReport report, Sink sink) {
    return JsonReport.read(
        report,
        json -> {
          boolean array = json.each(() -> file(report, json, sink));
          if (!array) {
            throw report.foreign("JSON that is not an array of files");
          }
        });
  }

  /** The violations may stand before the name of their file. */
  private static void file(LocatedReport report, JsonWalk json, Sink sink) {
    java.util.List<Violation> first = new java.util.ArrayList<>();
    String[] path = {null};
    boolean[] hasViolations = {false};
    boolean object =
        json.walk(
            name -> {
              switch (name) {
                case "filepath" -> path[0] = json.text();
                case "violations" ->
                    hasViolations[0] =
                        violations(
                            json,
                            violation -> {
                              if (path[0] == null) {
                                first.add(violation);
                              } else {
                                sink.found(violation.in(path[0]));
                              }
                            });
                default -> json.skip();
              }
            });
    if (!object || path[0] == null || !hasViolations[0]) {
      throw report.foreign("an array whose elements have no filepath and violations");
    }
    for (Violation violation : first) {
      sink.found(violation.in(path[0]));
    }
  }

  private static boolean violations(
      JsonWalk json, java.util.function.Consumer<Violation> consumer) {
    Fields fields = new Fields("code", "description", "line_no", "start_line_no", "warning");
    return json.objects(
        part -> fields.part(part, json),
        () -> {
          String line = fields.has("line_no") ? "line_no" : "start_line_no";
          consumer.accept(
              new Violation(
                  fields.take("code"),
                  fields.take("description"),
                  fields.take(line),
                  Boolean.parseBoolean(fields.take("warning"))));
          fields.clear();
        });
  }

  private record Violation(String code, String description, String line, boolean warns) {
    Finding in(String path) {
      return new Finding(
          severity(), code, path + ":" + line, description, path + "\n" + description);
    }

    private Severity severity() {
      if (warns) {
        return Severity.LOW;
      }
      return code.matches("TMP|LXR|PRS") ? Severity.HIGH : Severity.MEDIUM;
    }
  }
}
