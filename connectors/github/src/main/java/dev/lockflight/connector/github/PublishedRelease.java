package dev.lockflight.connector.github;

import dev.lockflight.connector.http.JsonTree;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A release as GitHub has it.
 *
 * @param upload where assets go
 */
public record PublishedRelease(
    long id, String tag, String name, String body, URI upload, @Nullable URI link) {
  static PublishedRelease read(JsonTree json) {
    return new PublishedRelease(
        json.at("id").number(),
        json.at("tag_name").text(),
        Read.text(json.at("name")),
        Read.text(json.at("body")),
        URI.create(json.at("upload_url").text().replaceFirst("\\{.*$", "")),
        Read.uri(json.at("html_url")));
  }
}
