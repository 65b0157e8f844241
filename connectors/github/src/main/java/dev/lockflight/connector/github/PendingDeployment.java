package dev.lockflight.connector.github;

import dev.lockflight.connector.http.JsonTree;

/** An environment that a workflow's run waits for. */
public record PendingDeployment(long id, String environment, boolean mayAnswer) {
  static PendingDeployment read(JsonTree json) {
    return new PendingDeployment(
        json.at("environment", "id").number(),
        json.at("environment", "name").text(),
        Read.isTrue(json.at("current_user_can_approve")));
  }
}
