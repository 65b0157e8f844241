package dev.lockflight.connector.http;

import java.net.URI;
import java.util.Optional;

/**
 * What came of one request.
 *
 * @param made what was asked for
 * @param elsewhere where to go instead
 * @param unauthorized the answer that refused the credentials
 */
record Outcome<T>(Optional<T> made, Optional<Redirect> elsewhere, Optional<Answer> unauthorized) {
  /** Where to, and whether only to look. */
  record Redirect(int status, URI to, boolean onlyLook) {}

  static <T> Outcome<T> made(T value) {
    return new Outcome<>(Optional.of(value), Optional.empty(), Optional.empty());
  }

  static <T> Outcome<T> elsewhere(Redirect redirect) {
    return new Outcome<>(Optional.empty(), Optional.of(redirect), Optional.empty());
  }

  static <T> Outcome<T> unauthorized(Answer answer) {
    return new Outcome<>(Optional.empty(), Optional.empty(), Optional.of(answer));
  }
}
