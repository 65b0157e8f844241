package dev.lockflight.connector.github;

import dev.lockflight.connector.http.JsonTree;

/**
 * A file that a pull request or comparison changes.
 *
 * @param status added, removed, modified, renamed, copied, changed or unchanged
 */
public record ChangedFile(String path, String status, long additions, long deletions) {
  public long changes() {
    return additions + deletions;
  }

  static ChangedFile read(JsonTree json) {
    return new ChangedFile(
        json.at("filename").text(),
        json.at("status").text(),
        json.at("additions").number(),
        json.at("deletions").number());
  }
}
