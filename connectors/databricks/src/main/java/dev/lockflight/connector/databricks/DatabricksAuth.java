package dev.lockflight.connector.databricks;

import dev.lockflight.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where a workspace is and how to prove who calls it, as Databricks' unified authentication has it.
 * It holds the names of secrets, or values it never shows. Immutable and thread-safe.
 *
 * <pre>{@code
 * DatabricksAuth auth = DatabricksAuth.fromEnvironment(System.getenv());
 * }</pre>
 *
 * @see <a href="https://docs.databricks.com/aws/en/dev-tools/auth/unified-auth">Databricks unified
 *     authentication</a>
 */
public final class DatabricksAuth {
  private final URI host;
  private final Proof proof;

  DatabricksAuth(URI host, Proof proof) {
    this.host = host;
    this.proof = proof;
  }

  /** A personal access token, or any other bearer token that does not change. */
  public static DatabricksAuth token(URI host, Secret token) {
    return new DatabricksAuth(Host.checked(host), new Proof.FixedToken(Concealed.named(token)));
  }

  /**
   * OAuth machine to machine: a service principal and its OAuth secret. Its tokens live an hour and
   * are renewed five minutes before they end.
   */
  public static DatabricksAuth servicePrincipal(URI host, String clientId, Secret secret) {
    return new DatabricksAuth(
        Host.checked(host), new Proof.ClientCredentials(clientId, Concealed.named(secret)));
  }

  /**
   * The GitHub Actions job proves who it is, and no secret exists: its identity token is exchanged
   * for one of the service principal, which needs a federation policy for that repository. The job
   * needs {@code permissions: id-token: write}.
   *
   * @param environment of the job, for example {@code System.getenv()}
   */
  public static DatabricksAuth gitHubOidc(
      URI host, String clientId, Map<String, String> environment) {
    return new DatabricksAuth(
        Host.checked(host),
        new Proof.Federated(
            clientId, IdentitySource.gitHub(environment), Audience.of(environment)));
  }

  /**
   * As the variables say: {@code DATABRICKS_HOST} with {@code DATABRICKS_TOKEN}, or {@code
   * DATABRICKS_CLIENT_ID} with {@code DATABRICKS_CLIENT_SECRET}, or the former alone with an
   * identity token of GitHub Actions, of {@code DATABRICKS_OIDC_TOKEN_ENV} or of {@code
   * DATABRICKS_OIDC_TOKEN_FILEPATH}. Where they say nothing, or name {@code
   * DATABRICKS_CONFIG_PROFILE}, the profile in {@code DATABRICKS_CONFIG_FILE}, by default {@code
   * ~/.databrickscfg}. {@code DATABRICKS_AUTH_TYPE} ({@code pat}, {@code oauth-m2m}, {@code
   * github-oidc}, {@code env-oidc}, {@code file-oidc}) decides between several.
   *
   * @throws AuthSettingsException when they are incomplete or contradict each other
   */
  public static DatabricksAuth fromEnvironment(Map<String, String> environment) {
    return UnifiedAuth.fromEnvironment(environment);
  }

  /**
   * The profile that this file uses by default: the one named in its section {@code __settings__},
   * or {@code DEFAULT}.
   *
   * @throws AuthSettingsException when there is none, or it is incomplete
   */
  public static DatabricksAuth profile(Path file) {
    ConfigFile config = ConfigFile.read(file);
    return UnifiedAuth.of(config.defaultProfile());
  }

  /**
   * A profile of a file such as {@code ~/.databrickscfg}.
   *
   * @throws AuthSettingsException when it is not there, or incomplete
   */
  public static DatabricksAuth profile(Path file, String profile) {
    return UnifiedAuth.of(ConfigFile.read(file).profile(profile));
  }

  /** The address of the workspace. */
  public URI host() {
    return host;
  }

  Proof proof() {
    return proof;
  }

  /** The host and the way, never a secret. */
  @Override
  public String toString() {
    return host + " by " + proof.kind();
  }
}
