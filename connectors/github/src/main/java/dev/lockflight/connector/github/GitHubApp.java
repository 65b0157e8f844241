package dev.lockflight.connector.github;

import dev.lockflight.connector.http.Answer;
import dev.lockflight.connector.http.Credentials;
import dev.lockflight.connector.http.JsonTree;
import dev.lockflight.connector.http.Request;
import dev.lockflight.connector.http.RestClient;
import dev.lockflight.connector.http.TokenSource;
import java.security.PrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A GitHub App: it proves who it is by a signed token of ten minutes and gets for it one of an hour
 * for one installation, which is renewed five minutes before its end. See "Generating an
 * installation access token for a GitHub App". Immutable and thread-safe.
 */
public final class GitHubApp {
  private static final Duration EARLY = Duration.ofMinutes(5);

  private final String id;
  private final PrivateKey key;
  private final Map<String, String> permissions;

  GitHubApp(String id, PrivateKey key, Map<String, String> permissions) {
    if (id.isBlank()) {
      throw GitHubException.of(
          GitHubException.Kind.CREDENTIALS, "the id of the GitHub App is empty");
    }
    this.id = id;
    this.key = key;
    this.permissions = permissions;
  }

  /** Tokens with no more than this, for example {@code "checks", "write"}. */
  public GitHubApp limitedTo(String permission, String access) {
    Map<String, String> all = new TreeMap<>(permissions);
    all.put(permission, access);
    return new GitHubApp(id, key, Map.copyOf(all));
  }

  /** The installation that this repository belongs to; its tokens are for this repository only. */
  public GitHubLogin installedOn(String ownerAndName) {
    RepositoryName repository = RepositoryName.of(ownerAndName);
    return login(Optional.of(repository), Optional.empty());
  }

  /** The installation with this id; its tokens are for all its repositories. */
  public GitHubLogin installation(long installation) {
    return login(Optional.empty(), Optional.of(installation));
  }

  private GitHubLogin login(Optional<RepositoryName> repository, Optional<Long> installation) {
    return new GitHubLogin(
        "GitHub App " + id,
        (bare, settings) ->
            Credentials.renewed(
                () -> token(bare, new AppJwt(id, key, settings.clock()), repository, installation),
                EARLY,
                settings.clock()));
  }

  private TokenSource.Token token(
      RestClient bare, AppJwt jwt, Optional<RepositoryName> repository, Optional<Long> given)
      throws InterruptedException {
    Api api = Api.of(bare);
    long installation = given.isPresent() ? given.get() : find(api, jwt, repository.orElseThrow());
    Map<String, Object> body = new LinkedHashMap<>();
    repository.ifPresent(name -> body.put("repositories", List.of(name.name())));
    if (!permissions.isEmpty()) {
      body.put("permissions", permissions);
    }
    JsonTree token =
        api.json(
            Request.post("/app/installations/{installation_id}/access_tokens", installation)
                .json(body)
                .repeatable() // a second token does no harm
                .as(jwt),
            Permission.NONE);
    return new TokenSource.Token(
        token.at("token").text(), Instant.parse(token.at("expires_at").text()));
  }

  private long find(Api api, AppJwt jwt, RepositoryName repository) throws InterruptedException {
    Request request =
        Request.get("/repos/{owner}/{repo}/installation", repository.owner(), repository.name())
            .as(jwt)
            .accepting(404);
    Answer answer = api.send(request, Permission.NONE);
    if (answer.status() == 404) {
      throw GitHubException.of(
          GitHubException.Kind.NOT_FOUND,
          "the GitHub App " + id + " is not installed on " + repository + "; install it there");
    }
    return answer.json().at("id").number();
  }

  @Override
  public String toString() {
    return "GitHub App " + id;
  }
}
