package dev.lockflight.connector.github;

import dev.lockflight.connector.http.JsonTree;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads parts of GitHub's answers that may be missing. */
final class Read {
  private Read() {}

  static @Nullable URI uri(JsonTree json) {
    return json.optionalText().filter(text -> !text.isBlank()).flatMap(Read::parsed).orElse(null);
  }

  /** Others write links too; one that is no URI is worth less than the rest of the answer. */
  private static Optional<URI> parsed(String text) {
    try {
      return Optional.of(URI.create(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  static String text(JsonTree json) {
    return json.optionalText().orElse("");
  }

  static @Nullable Instant instant(JsonTree json) {
    return json.optionalText().map(Instant::parse).orElse(null);
  }

  /** Ghost is whom GitHub shows for an account that is gone. */
  static String login(JsonTree user) {
    return user.at("login").optionalText().orElse("ghost");
  }

  static boolean isTrue(JsonTree json) {
    return json.isPresent() && json.isTrue();
  }
}
