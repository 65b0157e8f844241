package dev.lockflight.connector.github;

import dev.lockflight.connector.http.JsonTree;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A run of a workflow.
 *
 * @param conclusion empty until it is completed
 * @param link where people look at it
 */
public record WorkflowRun(
    long id, String name, String status, String conclusion, String sha, @Nullable URI link) {
  public boolean isCompleted() {
    return status.equals("completed");
  }

  /** Whether it did what it should; one that skipped everything did too. */
  public boolean isPassed() {
    return conclusion.equals("success")
        || conclusion.equals("neutral")
        || conclusion.equals("skipped");
  }

  static WorkflowRun read(JsonTree json) {
    return new WorkflowRun(
        json.at("id").number(),
        json.at("display_title").optionalText().orElseGet(() -> Read.text(json.at("name"))),
        Read.text(json.at("status")),
        Read.text(json.at("conclusion")),
        json.at("head_sha").text(),
        Read.uri(json.at("html_url")));
  }
}
