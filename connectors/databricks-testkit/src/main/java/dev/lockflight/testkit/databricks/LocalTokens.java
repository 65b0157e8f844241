package dev.lockflight.testkit.databricks;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Who may come in. A token that was never given out is answered as the vendor was seen to: 403
 * "Invalid access token.", and none at all 401. Thread-safe.
 */
public final class LocalTokens {
  private final InstantSource clock;
  private final Map<String, Instant> valid = new ConcurrentHashMap<>();
  private final Map<String, String> secrets = new ConcurrentHashMap<>();
  private final Map<String, String> federated = new ConcurrentHashMap<>();
  private final AtomicInteger given = new AtomicInteger();
  private volatile Duration lifetime = Duration.ofHours(1);

  LocalTokens(InstantSource clock) {
    this.clock = clock;
  }

  /** A new personal access token, which does not expire. */
  public String personal() {
    String token = "dapi" + String.format(java.util.Locale.ROOT, "%032x", given.incrementAndGet());
    valid.put(token, Instant.MAX);
    return token;
  }

  /** A service principal that gets tokens for its id and secret (OAuth machine to machine). */
  public void servicePrincipal(String clientId, String secret) {
    secrets.put(clientId, secret);
  }

  /** A service principal that gets tokens for a token of somebody it trusts (federation). */
  public void federated(String clientId, String subjectToken) {
    federated.put(subjectToken, clientId);
  }

  /** How long OAuth tokens that are given out from now on are valid; an hour unless told. */
  public void oauthLifetime(Duration lifetime) {
    this.lifetime = lifetime;
  }

  /** The token is not valid any more. */
  public void revoke(String token) {
    var unused = valid.remove(token);
  }

  /** How many tokens were given out. */
  public int given() {
    return given.get();
  }

  Routes.Service service(URI host) {
    return new OAuth(this, host);
  }

  Optional<String> secretOf(String clientId) {
    return Optional.ofNullable(secrets.get(clientId));
  }

  boolean trusts(String subjectToken, String clientId) {
    return clientId.equals(federated.get(subjectToken));
  }

  String newOauthToken() {
    String token = "local-oauth-" + given.incrementAndGet();
    valid.put(token, clock.instant().plus(lifetime));
    return token;
  }

  Duration lifetime() {
    return lifetime;
  }

  /** The refusal of a request that needs a token and shows no valid one. */
  Optional<Reply> refuses(Incoming request) {
    if (!request.path().startsWith("/api/")) {
      return Optional.empty();
    }
    String shown = request.header("Authorization").orElse("");
    if (!shown.startsWith("Bearer ")) {
      return Optional.of(
          Reply.error(
              401, 401, "Credential was not sent or was of an unsupported type for this API.", ""));
    }
    Instant end = valid.get(shown.substring("Bearer ".length()));
    if (end == null) {
      return Optional.of(Reply.error(403, 403, "Invalid access token.", ""));
    }
    return end.isAfter(clock.instant())
        ? Optional.empty()
        : Optional.of(Reply.error(401, 401, "Token is expired.", ""));
  }
}
