package dev.lockflight.connector.github;

import dev.lockflight.connector.http.JsonTree;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A deployment as GitHub's pages show it.
 *
 * @param payload what was given when it was created, as JSON
 */
public record GitHubDeployment(
    long id, String environment, String sha, String payload, @Nullable URI link) {
  static GitHubDeployment read(JsonTree json) {
    return new GitHubDeployment(
        json.at("id").number(),
        json.at("environment").text(),
        json.at("sha").text(),
        json.at("payload").optionalText().orElseGet(() -> json.at("payload").toString()),
        Read.uri(json.at("url")));
  }
}
