package dev.lockflight.connector.github;

import dev.lockflight.connector.http.JsonTree;
import java.util.List;

/** What GitHub made of a SARIF file: pending, complete or failed, and why. */
public record SarifOutcome(String status, List<String> errors) {
  public SarifOutcome {
    errors = List.copyOf(errors);
  }

  static SarifOutcome read(JsonTree json) {
    return new SarifOutcome(
        json.at("processing_status").text(),
        json.at("errors").items().stream().map(JsonTree::text).toList());
  }
}
