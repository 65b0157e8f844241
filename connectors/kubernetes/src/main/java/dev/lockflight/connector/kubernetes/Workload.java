package dev.lockflight.connector.kubernetes;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The pods that an object makes. */
final class Workload {
  private static final Map<String, String> TEMPLATES =
      Map.of(
          "Pod", "/spec",
          "Deployment", "/spec/template/spec",
          "StatefulSet", "/spec/template/spec",
          "DaemonSet", "/spec/template/spec",
          "ReplicaSet", "/spec/template/spec",
          "ReplicationController", "/spec/template/spec",
          "Job", "/spec/template/spec",
          "CronJob", "/spec/jobTemplate/spec/template/spec");

  private Workload() {}

  static List<Finding> findings(Document document, Iterable<ManifestRule> rules) {
    List<Finding> findings = new ArrayList<>();
    String template = TEMPLATES.get(document.kind());
    if (template != null) {
      JsonNode pod = document.content().at(template);
      boolean job = document.kind().endsWith("Job");
      for (String list : List.of("containers", "initContainers")) {
        ManifestRule.Place place =
            job || !list.equals("containers")
                ? ManifestRule.Place.PASSING
                : ManifestRule.Place.SERVING;
        for (JsonNode container : pod.path(list)) {
          look(document, container, place, rules, findings);
        }
      }
    }
    return findings;
  }

  private static void look(
      Document document,
      JsonNode container,
      ManifestRule.Place place,
      Iterable<ManifestRule> rules,
      List<Finding> findings) {
    for (ManifestRule rule : rules) {
      String found = rule.found(container, place);
      if (!found.isEmpty()) {
        String name = container.path("name").asString("?");
        findings.add(
            new Finding(document, rule + " container " + name + ": " + found, rule.expected()));
      }
    }
  }
}
