package dev.lockflight.connector.github;

import dev.lockflight.connector.http.JsonTree;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What someone said of a pull request as a whole.
 *
 * @param sha the commit that was looked at
 */
public record Review(
    String by, State state, String sha, String body, @Nullable Instant at, boolean isByBot) {
  /** What it says. */
  public enum State {
    APPROVED,
    CHANGES_REQUESTED,
    COMMENTED,
    DISMISSED,
    PENDING
  }

  static Review read(JsonTree json) {
    return new Review(
        Read.login(json.at("user")),
        State.valueOf(json.at("state").text().toUpperCase(Locale.ROOT)),
        Read.text(json.at("commit_id")),
        Read.text(json.at("body")),
        Read.instant(json.at("submitted_at")),
        Read.text(json.at("user", "type")).equals("Bot"));
  }
}
