package dev.lockflight.connector.github;

import dev.lockflight.connector.http.JsonTree;

/**
 * What a run of a workflow left.
 *
 * @param digest {@code sha256:…} of the zip file; empty for artifacts of old runners
 */
public record WorkflowArtifact(long id, String name, long bytes, boolean isExpired, String digest) {
  static WorkflowArtifact read(JsonTree json) {
    return new WorkflowArtifact(
        json.at("id").number(),
        json.at("name").text(),
        json.at("size_in_bytes").number(),
        json.at("expired").isTrue(),
        Read.text(json.at("digest")));
  }
}
