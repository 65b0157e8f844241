package dev.lockflight.connector.airflow;

import dev.lockflight.MissingSecretException;
import dev.lockflight.Secret;
import dev.lockflight.SecretSource;
import dev.lockflight.connector.http.Credentials;
import dev.lockflight.connector.http.RestClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Function;

/**
 * Who calls an Airflow. It holds names of secrets, never values. Immutable and thread-safe.
 *
 * @see <a href="https://airflow.apache.org/docs/apache-airflow/stable/security/api.html">Airflow's
 *     API authentication</a>
 */
public final class AirflowAuth {
  private static final Duration EARLY = Duration.ofMinutes(1);

  private final String kind;
  private final Proof proof;

  /** Makes the credentials of a client. */
  @FunctionalInterface
  interface Proof {
    Credentials credentials(Way way);
  }

  /** What a proof may use. */
  record Way(AirflowApi api, RestClient tokens, SecretSource secrets, InstantSource clock) {}

  private AirflowAuth(String kind, Proof proof) {
    this.kind = kind;
    this.proof = proof;
  }

  /**
   * A user and a password. Airflow 3 exchanges them at {@code /auth/token} for a token, renewed a
   * minute before it ends; Airflow 2 takes them with each request, when its {@code auth_backends}
   * has {@code basic_auth}.
   */
  public static AirflowAuth login(String user, Secret password) {
    return new AirflowAuth(
        "login of " + user,
        way ->
            way.api() == AirflowApi.V2
                ? Credentials.renewed(new LoginToken(way, user, password), EARLY, way.clock())
                : looked(way.secrets(), password, value -> Credentials.basic(user, value)));
  }

  /** A bearer token that somebody else renews: it is looked up for each request. */
  public static AirflowAuth token(Secret token) {
    return new AirflowAuth("token", way -> looked(way.secrets(), token, Credentials::bearer));
  }

  private static Credentials looked(
      SecretSource secrets, Secret secret, Function<String, Credentials> made) {
    return () -> made.apply(value(secrets, secret)).headers();
  }

  static String value(SecretSource secrets, Secret secret) {
    return secrets.find(secret).orElseThrow(() -> new MissingSecretException(secret));
  }

  Credentials credentials(Way way) {
    return proof.credentials(way);
  }

  @Override
  public String toString() {
    return kind;
  }
}
