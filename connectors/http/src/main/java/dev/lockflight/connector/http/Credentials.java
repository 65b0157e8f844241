package dev.lockflight.connector.http;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;

/**
 * Where a client finds the headers that prove who it is. Their values are hidden in all that the
 * client tells. Implementations must be thread-safe.
 */
public interface Credentials {
  /**
   * The headers for the next request, renewed if that is due. Called before each attempt; must not
   * use the client that asks, unless for a request that goes as someone else.
   */
  Map<String, String> headers() throws InterruptedException;

  /**
   * The server answered 401 to these headers. When {@link #headers} then gives others, the request
   * is sent once more.
   */
  default void refused(Map<String, String> headers) {}

  /** Nobody. */
  static Credentials none() {
    return Map::of;
  }

  /** A token that does not change. */
  static Credentials bearer(String token) {
    return fixed("Authorization", "Bearer " + token);
  }

  /** A user and a password, as RFC 7617 has it. */
  static Credentials basic(String user, String password) {
    byte[] both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return fixed("Authorization", "Basic " + Base64.getEncoder().encodeToString(both));
  }

  /** One header that does not change, for example {@code X-API-Key}. */
  static Credentials fixed(String header, String value) {
    Map<String, String> headers = Map.of(header, value);
    return () -> headers;
  }

  /**
   * A bearer token that expires: fetched when first needed, again when less than {@code early} is
   * left of it, and once more when the server refuses it; by one thread while the others wait.
   */
  static Credentials renewed(TokenSource source, Duration early, InstantSource clock) {
    return new RenewedToken(source, early, clock);
  }
}
