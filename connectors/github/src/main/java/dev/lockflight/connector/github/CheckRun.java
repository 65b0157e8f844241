package dev.lockflight.connector.github;

import dev.lockflight.connector.http.JsonTree;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A check run as GitHub has it.
 *
 * @param app the slug of the App that made it, for example {@code github-actions}
 * @param externalId empty when it has none
 */
public record CheckRun(
    long id, String name, CheckState state, String app, String externalId, @Nullable URI link) {
  static CheckRun read(JsonTree json) {
    return new CheckRun(
        json.at("id").number(),
        json.at("name").text(),
        CheckState.read(json),
        Read.text(json.at("app", "slug")),
        Read.text(json.at("external_id")),
        Read.uri(json.at("html_url")));
  }

  @Override
  public String toString() {
    return name + " " + state.word();
  }
}
