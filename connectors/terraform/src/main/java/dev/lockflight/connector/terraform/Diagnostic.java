package dev.lockflight.connector.terraform;

import dev.lockflight.Evidence;
import tools.jackson.databind.JsonNode;

/** What Terraform found wrong, and where. */
record Diagnostic(String severity, String summary, String detail, String place) {
  static Diagnostic of(JsonNode node) {
    JsonNode range = node.path("range");
    String file = range.path("filename").asString("");
    int line = range.path("start").path("line").asInt(0);
    return new Diagnostic(
        node.path("severity").asString("error"),
        node.path("summary").asString(""),
        node.path("detail").asString(""),
        file.isEmpty() ? node.path("address").asString("") : file + ":" + line);
  }

  boolean isError() {
    return severity.equals("error");
  }

  Evidence asEvidence(String source) {
    return Evidence.of(place.isEmpty() ? severity : place, this, "no " + severity, source);
  }

  @Override
  public String toString() {
    return (place.isEmpty() ? "" : place + ": ")
        + summary
        + (detail.isEmpty() ? "" : ": " + detail.replaceAll("\\s+", " ").strip());
  }
}
