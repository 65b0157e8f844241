package dev.lockflight.connector.kubernetes;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** What a container of a workload should keep to. */
public enum ManifestRule {
  /** Its image is named by digest, or by a tag other than latest. */
  IMAGE_PINNED("an image by digest, or by a tag other than latest") {
    @Override
    String found(JsonNode container, Place place) {
      String image = container.path("image").asString("");
      if (image.contains("@sha256:")) {
        return "";
      }
      String last = image.substring(image.lastIndexOf('/') + 1);
      int colon = last.indexOf(':');
      boolean moves = colon < 0 || last.substring(colon + 1).equals("latest");
      return moves ? "image '" + image + "' can change under the same name" : "";
    }
  },
  /** It says how much memory and processor it may take. */
  RESOURCES_LIMITED("requests and a memory limit") {
    @Override
    String found(JsonNode container, Place place) {
      JsonNode resources = container.path("resources");
      List<String> missing =
          List.of("/requests/cpu", "/requests/memory", "/limits/memory").stream()
              .filter(each -> resources.at(each).isMissingNode())
              .map(each -> "resources" + each.replace('/', '.'))
              .toList();
      return missing.isEmpty() ? "" : "no " + String.join(", ", missing);
    }
  },
  /** What serves all the time says when it is ready and when it is stuck; jobs need not. */
  PROBED("readinessProbe and livenessProbe") {
    @Override
    String found(JsonNode container, Place place) {
      if (place != Place.SERVING) {
        return "";
      }
      List<String> missing =
          List.of("readinessProbe", "livenessProbe").stream()
              .filter(each -> !container.has(each))
              .toList();
      return missing.isEmpty() ? "" : "no " + String.join(", no ", missing);
    }
  },
  /** It may not do what root on the node may. */
  UNPRIVILEGED("no privileged: true") {
    @Override
    String found(JsonNode container, Place place) {
      boolean privileged = container.at("/securityContext/privileged").asBoolean(false);
      return privileged ? "privileged: true" : "";
    }
  };

  /** What a container is there for. */
  enum Place {
    SERVING,
    PASSING
  }

  private final String expected;

  ManifestRule(String expected) {
    this.expected = expected;
  }

  String expected() {
    return expected;
  }

  /** What is against the rule, or nothing. */
  abstract String found(JsonNode container, Place place);
}
