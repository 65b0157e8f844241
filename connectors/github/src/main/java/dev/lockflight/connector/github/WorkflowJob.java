package dev.lockflight.connector.github;

import dev.lockflight.connector.http.JsonTree;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** A job of a workflow's run; conclusion is empty until it is completed. */
public record WorkflowJob(
    long id, String name, String status, String conclusion, @Nullable URI link) {
  public boolean isCompleted() {
    return status.equals("completed");
  }

  static WorkflowJob read(JsonTree json) {
    return new WorkflowJob(
        json.at("id").number(),
        json.at("name").text(),
        json.at("status").text(),
        Read.text(json.at("conclusion")),
        Read.uri(json.at("html_url")));
  }
}
