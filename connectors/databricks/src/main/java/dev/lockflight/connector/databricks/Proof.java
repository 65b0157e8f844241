package dev.lockflight.connector.databricks;

import dev.lockflight.connector.http.Credentials;
import java.time.Duration;

/** One way to prove who calls. */
sealed interface Proof {
  /** As Databricks names it in {@code DATABRICKS_AUTH_TYPE}. */
  String kind();

  Credentials credentials(TokenEndpoint endpoint);

  /** A token that does not change. It is looked up for each call, so that it may be replaced. */
  record FixedToken(Concealed token) implements Proof {
    @Override
    public String kind() {
      return "pat";
    }

    @Override
    public Credentials credentials(TokenEndpoint endpoint) {
      return () -> Credentials.bearer(token.reveal(endpoint.secrets())).headers();
    }
  }

  /** A service principal with an OAuth secret. */
  record ClientCredentials(String clientId, Concealed secret) implements Proof {
    @Override
    public String kind() {
      return "oauth-m2m";
    }

    @Override
    public Credentials credentials(TokenEndpoint endpoint) {
      return Credentials.renewed(
          () -> endpoint.forClient(clientId, secret), EARLY, endpoint.clock());
    }
  }

  /** Somebody else's identity token, exchanged for one of the service principal. */
  record Federated(String clientId, IdentitySource identity, Audience audience) implements Proof {
    @Override
    public String kind() {
      return identity.kind();
    }

    @Override
    public Credentials credentials(TokenEndpoint endpoint) {
      return Credentials.renewed(() -> endpoint.exchanged(this), EARLY, endpoint.clock());
    }
  }

  /** How long before its end a token is renewed. */
  Duration EARLY = Duration.ofMinutes(5);
}
