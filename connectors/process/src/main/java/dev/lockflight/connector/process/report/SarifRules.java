package dev.lockflight.connector.process.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the rules of a SARIF log say of severity. A log may name them behind its results, so they
 * are read first. Used by one thread.
 */
final class SarifRules {
  /** One reportingDescriptor. */
  private record Rule(String id, @Nullable BigDecimal score, String level) {}

  /** The rules of one run; those of the driver also by their index. */
  private record OfRun(Map<String, Rule> byId, List<Rule> ofDriver) {}

  private final LocatedReport report;
  private final List<OfRun> runs = new ArrayList<>();
  private String version = "";
  private boolean hasRuns;

  private SarifRules(LocatedReport report) {
    this.report = report;
  }

  static SarifRules of(LocatedReport report) {
    SarifRules rules = new SarifRules(report);
    String unused = JsonReport.read(report, rules::root);
    return rules;
  }

  private void root(JsonWalk json) {
    boolean object =
        json.walk(
            name -> {
              switch (name) {
                case "version" -> version = json.text("");
                case "runs" -> hasRuns = json.array(() -> run(json));
                default -> json.skip();
              }
            });
    if (!object || !version.equals("2.1.0") || !hasRuns) {
      throw report.foreign(
          "JSON without version 2.1.0 and runs, version is '" + Shown.line(version) + "'");
    }
  }

  private void run(JsonWalk json) {
    OfRun run = new OfRun(new HashMap<>(), new ArrayList<>());
    runs.add(run);
    boolean unused =
        json.walk(
            name -> {
              if (name.equals("tool")) {
                boolean unusedToo = json.object(part -> tool(part, json, run));
              } else {
                json.skip();
              }
            });
  }

  private static void tool(String name, JsonWalk json, OfRun run) {
    boolean unused =
        switch (name) {
          case "driver" -> json.object(part -> component(part, json, run, run.ofDriver()));
          case "extensions" ->
              json.objects(part -> component(part, json, run, new ArrayList<>()), () -> {});
          default -> {
            json.skip();
            yield true;
          }
        };
  }

  private static void component(String name, JsonWalk json, OfRun run, List<Rule> inOrder) {
    if (!name.equals("rules")) {
      json.skip();
      return;
    }
    Fields id = new Fields("id");
    Fields level = new Fields("level");
    Fields score = new Fields("security-severity");
    boolean unused =
        json.objects(
            part -> rule(part, json, id, level, score),
            () -> {
              Rule rule =
                  new Rule(id.take("id"), score.number("security-severity"), level.take("level"));
              inOrder.add(rule);
              run.byId().put(rule.id(), rule);
              List.of(id, level, score).forEach(Fields::clear);
            });
  }

  private static void rule(String name, JsonWalk json, Fields id, Fields level, Fields score) {
    boolean unused =
        switch (name) {
          case "defaultConfiguration" -> json.object(part -> level.part(part, json));
          case "properties" -> json.object(part -> score.part(part, json));
          default -> {
            id.part(name, json);
            yield true;
          }
        };
  }

  /** The id of a rule that a result names only by its index. */
  String idAt(int run, String index) {
    List<Rule> rules = run < runs.size() ? runs.get(run).ofDriver() : List.of();
    int at = index.matches("\\d{1,6}") ? Integer.parseInt(index) : -1;
    return at >= 0 && at < rules.size() ? rules.get(at).id() : "";
  }

  /** The rule's security-severity, else the result's level, else the rule's, else warning. */
  Severity severity(int run, String rule, String level) {
    Rule known = run < runs.size() ? runs.get(run).byId().get(ancestor(run, rule)) : null;
    if (known != null && known.score() != null) {
      return Cvss.severity(known.score());
    }
    if (!level.isEmpty()) {
      return ofLevel(level);
    }
    return ofLevel(known == null || known.level().isEmpty() ? "warning" : known.level());
  }

  /** A result may name a part of a rule: {@code CA1000/1} is told of by {@code CA1000}. */
  private String ancestor(int run, String rule) {
    String id = rule;
    while (!runs.get(run).byId().containsKey(id) && id.indexOf('/') > 0) {
      id = id.substring(0, id.lastIndexOf('/'));
    }
    return id;
  }

  private static Severity ofLevel(String level) {
    return switch (level.toLowerCase(Locale.ROOT)) {
      case "error" -> Severity.HIGH;
      case "warning" -> Severity.MEDIUM;
      case "note" -> Severity.LOW;
      case "none" -> Severity.INFO;
      default -> Severity.UNKNOWN;
    };
  }
}
