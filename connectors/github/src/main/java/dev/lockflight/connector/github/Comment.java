package dev.lockflight.connector.github;

import dev.lockflight.connector.http.JsonTree;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** A comment on a pull request or issue. */
public record Comment(long id, String by, String body, @Nullable URI link) {
  static Comment read(JsonTree json) {
    return new Comment(
        json.at("id").number(),
        Read.login(json.at("user")),
        Read.text(json.at("body")),
        Read.uri(json.at("html_url")));
  }
}
