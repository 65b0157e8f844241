package dev.lockflight.connector.process.report;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** One result of a SARIF log while it is read. Used by one thread. */
final class SarifResult {
  private static final Set<String> ALL_IS_WELL = Set.of("pass", "notApplicable", "informational");

  private final JsonWalk json;
  private final Fields fields = new Fields("ruleId", "ruleIndex", "level", "kind", "baselineState");
  private final Fields rule = new Fields("id", "index");
  private final Fields message = new Fields("text");
  private final Fields place = new Fields("uri", "startLine");
  private final Map<String, String> fingerprints = new TreeMap<>();
  private boolean hasPlace;
  private int suppressions;
  private boolean disputed;

  SarifResult(JsonWalk json) {
    this.json = json;
  }

  void part(String name) {
    boolean unused =
        switch (name) {
          case "rule" -> json.object(part -> rule.part(part, json));
          case "message" -> json.object(part -> message.part(part, json));
          case "locations" -> json.objects(this::location, () -> hasPlace = true);
          case "suppressions" -> json.objects(this::suppression, () -> suppressions++);
          case "fingerprints", "partialFingerprints" -> json.object(this::fingerprint);
          default -> {
            fields.part(name, json);
            yield true;
          }
        };
  }

  /** The first location: physicalLocation.artifactLocation.uri and .region.startLine. */
  private void location(String name) {
    if (!hasPlace && Set.of("physicalLocation", "artifactLocation", "region").contains(name)) {
      boolean unused = json.object(this::location);
    } else if (!hasPlace) {
      place.part(name, json);
    } else {
      json.skip();
    }
  }

  private void suppression(String name) {
    if (name.equals("status")) {
      disputed |= Set.of("underReview", "rejected").contains(json.text(""));
    } else {
      json.skip();
    }
  }

  /** semgrep writes "requires login" where others write one, the same for all results. */
  private void fingerprint(String name) {
    String value = json.text("");
    if (!value.isEmpty() && value.indexOf(' ') < 0) {
      fingerprints.put(name, value);
    }
  }

  void tell(int run, SarifRules rules, FindingsFormat.Sink sink) {
    if (ALL_IS_WELL.contains(fields.take("kind"))
        || fields.take("baselineState").equals("absent")) {
      return;
    }
    if (suppressions > 0 && !disputed) {
      sink.suppressed();
    } else {
      sink.found(finding(run, rules));
    }
  }

  private Finding finding(int run, SarifRules rules) {
    String id = fields.has("ruleId") ? fields.take("ruleId") : rule.take("id");
    if (id.isEmpty()) {
      String index = fields.has("ruleIndex") ? fields.take("ruleIndex") : rule.take("index");
      id = rules.idAt(run, index);
    }
    boolean fails = !fields.has("kind") || fields.take("kind").equals("fail");
    Severity severity = fails ? rules.severity(run, id, fields.take("level")) : Severity.UNKNOWN;
    String uri = place.take("uri");
    String line = place.has("startLine") ? ":" + place.take("startLine") : "";
    String text = message.take("text");
    String identity = uri + "\n" + (fingerprints.isEmpty() ? text : fingerprints.toString());
    return new Finding(severity, id, uri + line, text, identity);
  }

  void clear() {
    fields.clear();
    rule.clear();
    message.clear();
    place.clear();
    fingerprints.clear();
    hasPlace = false;
    suppressions = 0;
    disputed = false;
  }
}
