package dev.lockflight.connector.airflow;

import dev.lockflight.Secret;
import dev.lockflight.connector.http.JsonTree;
import dev.lockflight.connector.http.Request;
import dev.lockflight.connector.http.RestException;
import dev.lockflight.connector.http.TokenSource;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;

/** Exchanges a user and a password for a token of Airflow 3. */
record LoginToken(AirflowAuth.Way way, String user, Secret password) implements TokenSource {
  /** How long a token is used that does not say when it ends. */
  private static final Duration UNKNOWN = Duration.ofMinutes(10);

  @Override
  public Token fetch() throws InterruptedException {
    String value = AirflowAuth.value(way.secrets(), password);
    Request login = Request.post("/auth/token").json(Map.of("username", user, "password", value));
    String token =
        way.tokens().send(login.hiding(value).repeatable()).json().at("access_token").text();
    return new Token(token, end(token));
  }

  /** As its claim {@code exp} says (RFC 7519); a token of another kind may be without. */
  private Instant end(String token) {
    String[] parts = token.split("\\.", -1);
    try {
      byte[] claims = Base64.getUrlDecoder().decode(parts.length == 3 ? parts[1] : "");
      return Instant.ofEpochSecond(JsonTree.of(claims, "the token").at("exp").number());
    } catch (IllegalArgumentException | RestException e) {
      return way.clock().instant().plus(UNKNOWN);
    }
  }
}
