package dev.lockflight.connector.databricks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Chooses the way to authenticate as Databricks' SDKs do, and refuses where they would guess. */
final class UnifiedAuth {
  private static final List<String> OURS =
      List.of("pat", "oauth-m2m", "env-oidc", "file-oidc", "github-oidc");
  private static final List<String> TELLING =
      List.of("host", "token", "client_id", "client_secret", "oidc_token_env");

  private final AuthSettings settings;
  private final Map<String, String> environment;

  private UnifiedAuth(AuthSettings settings, Map<String, String> environment) {
    this.settings = settings;
    this.environment = environment;
  }

  static DatabricksAuth of(AuthSettings profile) {
    return new UnifiedAuth(profile, Map.of()).auth();
  }

  static DatabricksAuth fromEnvironment(Map<String, String> environment) {
    AuthSettings variables = AuthSettings.ofVariables(environment);
    String profile = variables.get("config_profile");
    boolean says = TELLING.stream().anyMatch(variables::has);
    if (says && profile.isEmpty()) {
      return new UnifiedAuth(variables, environment).auth();
    }
    Path file = configFile(variables, environment);
    if (profile.isEmpty() && !Files.exists(file)) {
      throw new AuthSettingsException(
          "no Databricks credentials: neither DATABRICKS_HOST with DATABRICKS_TOKEN or"
              + " DATABRICKS_CLIENT_ID is set, nor is there a file "
              + file);
    }
    ConfigFile config = ConfigFile.read(file);
    AuthSettings chosen = profile.isEmpty() ? config.defaultProfile() : config.profile(profile);
    return new UnifiedAuth(chosen, environment).auth();
  }

  private static Path configFile(AuthSettings variables, Map<String, String> environment) {
    String home = environment.getOrDefault("HOME", environment.getOrDefault("USERPROFILE", ""));
    String named = variables.get("config_file");
    if (named.isEmpty()) {
      return Path.of(home, ".databrickscfg");
    }
    return named.startsWith("~/") ? Path.of(home, named.substring(2)) : Path.of(named);
  }

  private DatabricksAuth auth() {
    String host = settings.required("host", "is the address of the workspace");
    return new DatabricksAuth(Host.of(host, settings.source()), proof(kind()));
  }

  private String kind() {
    String chosen = settings.get("auth_type");
    if (!chosen.isEmpty() && !OURS.contains(chosen)) {
      throw new AuthSettingsException(
          settings.source() + " wants auth_type " + chosen + "; possible here are " + OURS);
    }
    List<String> possible = possible();
    if (!chosen.isEmpty()) {
      return chosen;
    }
    if (possible.isEmpty()) {
      throw new AuthSettingsException(
          settings.source()
              + " says how to authenticate neither by token nor by client_id and client_secret nor"
              + " by client_id and an identity token");
    }
    if (possible.contains("pat") && possible.contains("oauth-m2m")) {
      throw new AuthSettingsException(
          settings.source()
              + " has both a token and a client_secret; remove one, or set "
              + AuthSettings.variable("auth_type")
              + " to pat or oauth-m2m");
    }
    return possible.get(0);
  }

  /** In the order in which the SDKs try them. */
  private List<String> possible() {
    List<String> found = new ArrayList<>();
    boolean principal = settings.has("client_id");
    add(found, "pat", settings.has("token"));
    add(found, "oauth-m2m", principal && settings.has("client_secret"));
    add(found, "env-oidc", principal && environment.containsKey(tokenVariable()));
    add(found, "file-oidc", principal && settings.has("oidc_token_filepath"));
    add(found, "github-oidc", principal && environment.containsKey("ACTIONS_ID_TOKEN_REQUEST_URL"));
    return found;
  }

  private static void add(List<String> found, String kind, boolean isPossible) {
    if (isPossible) {
      found.add(kind);
    }
  }

  private Proof proof(String kind) {
    if (kind.equals("pat")) {
      return new Proof.FixedToken(
          Concealed.known(settings.required("token", "is the personal access token")));
    }
    String client = settings.required("client_id", "names the service principal");
    if (kind.equals("oauth-m2m")) {
      String secret = settings.required("client_secret", "is the principal's OAuth secret");
      return new Proof.ClientCredentials(client, Concealed.known(secret));
    }
    return new Proof.Federated(client, identity(kind), audience());
  }

  private IdentitySource identity(String kind) {
    return switch (kind) {
      case "env-oidc" -> new IdentitySource.Given(Concealed.known(identityToken()));
      case "file-oidc" ->
          new IdentitySource.InFile(
              Path.of(settings.required("oidc_token_filepath", "holds the identity token")));
      default -> IdentitySource.gitHub(environment);
    };
  }

  private String tokenVariable() {
    String named = settings.get("oidc_token_env");
    return named.isEmpty() ? "DATABRICKS_OIDC_TOKEN" : named;
  }

  private String identityToken() {
    String token = environment.getOrDefault(tokenVariable(), "");
    if (token.isBlank()) {
      throw new AuthSettingsException(
          "the variable " + tokenVariable() + " holds no identity token");
    }
    return token;
  }

  private Audience audience() {
    String audience = settings.get("token_audience");
    return new Audience(audience.isEmpty() ? settings.get("account_id") : audience);
  }
}
