package dev.lockflight.connector.github;

import dev.lockflight.connector.http.JsonTree;

/**
 * A commit.
 *
 * @param author the login; the author's name when GitHub knows no account
 */
public record Commit(String sha, String author, String message) {
  static Commit read(JsonTree json) {
    return new Commit(
        json.at("sha").text(),
        json.at("author", "login")
            .optionalText()
            .orElseGet(() -> Read.text(json.at("commit", "author", "name"))),
        Read.text(json.at("commit", "message")));
  }
}
