package dev.lockflight.connector.github;

import dev.lockflight.connector.http.JsonTree;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a commit has that another has not, and the reverse.
 *
 * @param status ahead, behind, diverged or identical
 * @param files at most 300: GitHub lists no more
 */
public record Comparison(
    String status, long ahead, long behind, List<ChangedFile> files, @Nullable URI link) {
  public Comparison {
    files = List.copyOf(files);
  }

  static Comparison read(JsonTree json) {
    return new Comparison(
        json.at("status").text(),
        json.at("ahead_by").number(),
        json.at("behind_by").number(),
        json.at("files").items().stream().map(ChangedFile::read).toList(),
        Read.uri(json.at("html_url")));
  }
}
