package dev.lockflight.connector.process.report;

/**
 * SARIF 2.1.0, as OASIS has published it. A result counts unless its kind says that all is well, it
 * is suppressed (§3.27.23: none of its suppressions is underReview or rejected), or an absent one
 * of a baseline. One that is open or to be reviewed is UNKNOWN.
 */
final class SarifFormat implements FindingsFormat {
  @Override
  public ReportKind kind() {
    return ReportKind.SARIF;
  }

  @Override
  public String read(LocatedReport report, Sink sink) {
    SarifRules rules = SarifRules.of(report);
    return JsonReport.read(report, json -> new Reading(json, rules, sink).root());
  }

  /** The pass over the results. */
  private static final class Reading {
    private final JsonWalk json;
    private final SarifRules rules;
    private final Sink sink;
    private int run;
    private boolean hasResults;

    Reading(JsonWalk json, SarifRules rules, Sink sink) {
      this.json = json;
      this.rules = rules;
      this.sink = sink;
    }

    void root() {
      boolean[] any = {false};
      boolean unused =
          json.walk(
              name -> {
                if (name.equals("runs")) {
                  any[0] = json.objects(this::part, this::endRun) && run > 0;
                } else {
                  json.skip();
                }
              });
      if (!any[0]) {
        sink.notScanned("the log", "it has no runs, so no tool looked at anything");
      }
    }

    private void part(String name) {
      boolean unused =
          switch (name) {
            case "results" -> results();
            case "invocations" -> json.objects(this::invocation, () -> {});
            default -> {
              json.skip();
              yield true;
            }
          };
    }

    /** §3.14.23: without results, the tool did not get as far as looking for them. */
    private void endRun() {
      if (!hasResults) {
        sink.notScanned("run " + (run + 1), "it has no results, not even an empty list");
      }
      run++;
      hasResults = false;
    }

    private boolean results() {
      SarifResult result = new SarifResult(json);
      hasResults =
          json.objects(
              result::part,
              () -> {
                result.tell(run, rules, sink);
                result.clear();
              });
      return hasResults;
    }

    private void invocation(String name) {
      switch (name) {
        case "executionSuccessful" -> {
          if (!json.truth()) {
            sink.notScanned("run " + (run + 1), "the tool says that it did not succeed");
          }
        }
        case "toolExecutionNotifications" -> {
          boolean unused = notifications();
        }
        default -> json.skip();
      }
    }

    private boolean notifications() {
      Fields level = new Fields("level");
      Fields message = new Fields("text");
      return json.objects(
          part -> {
            if (part.equals("message")) {
              boolean unused = json.object(text -> message.part(text, json));
            } else {
              level.part(part, json);
            }
          },
          () -> {
            if (level.take("level").equals("error")) {
              sink.notScanned("run " + (run + 1), message.take("text"));
            }
            level.clear();
            message.clear();
          });
    }
  }
}
