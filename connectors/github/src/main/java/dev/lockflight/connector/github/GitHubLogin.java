package dev.lockflight.connector.github;

import dev.lockflight.Secret;
import dev.lockflight.SecretSource;
import dev.lockflight.connector.http.Credentials;
import dev.lockflight.connector.http.RestClient;
import java.util.List;
import java.util.Map;

/**
 * As whom GitHub is called. Thread-safe; shows no secret.
 *
 * <pre>{@code
 * GitHubLogin.fromEnvironment(System.getenv())
 * GitHubLogin.app("12345", privateKeyPem).installedOn("acme/warehouse")
 * }</pre>
 */
public final class GitHubLogin {
  /** Makes the credentials, given a client that has none and the settings. */
  @FunctionalInterface
  interface Method {
    Credentials credentials(RestClient bare, GitHubSettings settings);
  }

  private final String who;
  private final Method method;

  GitHubLogin(String who, Method method) {
    this.who = who;
    this.method = method;
  }

  /** A personal access token, or the GITHUB_TOKEN of an Actions job. */
  public static GitHubLogin token(String token) {
    if (token.isBlank()) {
      throw GitHubException.of(
          GitHubException.Kind.CREDENTIALS,
          "the GitHub token is empty; give a personal access token, or GITHUB_TOKEN in a job");
    }
    Credentials bearer = Credentials.bearer(token.strip());
    return new GitHubLogin("a token", (bare, settings) -> bearer);
  }

  /** A token that is looked up for each call, so that it may change and is not held. */
  public static GitHubLogin token(Secret secret, SecretSource source) {
    return new GitHubLogin(
        "the token " + secret.name(),
        (bare, settings) ->
            () -> Map.of("Authorization", "Bearer " + found(secret, source).strip()));
  }

  private static String found(Secret secret, SecretSource source) {
    return source
        .find(secret)
        .orElseThrow(
            () ->
                GitHubException.of(
                    GitHubException.Kind.CREDENTIALS,
                    "no source has the secret " + secret.name() + "; give it a GitHub token"));
  }

  /**
   * The token of GITHUB_TOKEN, else of GH_TOKEN.
   *
   * @throws GitHubException when neither is there
   */
  public static GitHubLogin fromEnvironment(Map<String, String> environment) {
    for (String name : List.of("GITHUB_TOKEN", "GH_TOKEN")) {
      String token = environment.getOrDefault(name, "");
      if (!token.isBlank()) {
        return token(token);
      }
    }
    throw GitHubException.of(
        GitHubException.Kind.CREDENTIALS,
        "neither GITHUB_TOKEN nor GH_TOKEN is set; in a workflow add"
            + " env: GITHUB_TOKEN: ${{ github.token }} to the step");
  }

  /**
   * A GitHub App.
   *
   * @param id the App's id or client id
   * @param privateKeyPem the private key as GitHub hands it out (PKCS #1), or in PKCS #8
   */
  public static GitHubApp app(String id, String privateKeyPem) {
    return new GitHubApp(id, PemKey.read(privateKeyPem), Map.of());
  }

  Credentials credentials(RestClient bare, GitHubSettings settings) {
    return method.credentials(bare, settings);
  }

  @Override
  public String toString() {
    return who;
  }
}
