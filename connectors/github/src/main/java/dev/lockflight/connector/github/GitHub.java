package dev.lockflight.connector.github;

import dev.lockflight.connector.http.Credentials;
import dev.lockflight.connector.http.JsonTree;
import dev.lockflight.connector.http.Request;
import dev.lockflight.connector.http.RestClient;
import dev.lockflight.connector.http.UnreadableAnswerException;
import java.time.Instant;

/**
 * GitHub, as one account.
 *
 * <pre>{@code
 * try (GitHub github = GitHub.open(GitHubSettings.of(GitHubLogin.fromEnvironment(environment)))) {
 *   Repository warehouse = github.repository("acme/warehouse");
 *   warehouse.statuses().set(sha, CommitStatus.success("lockflight/stage"));
 * }
 * }</pre>
 *
 * <p>Thread-safe. Every call runs on its caller's thread, ends with an InterruptedException when
 * that is interrupted, and fails with a {@link GitHubException}, or with an {@link
 * UnreadableAnswerException} when the answer is not what GitHub documents. Whoever opens it closes
 * it.
 */
public final class GitHub implements AutoCloseable {
  private final Api api;
  private final RestClient bare;

  private GitHub(Api api, RestClient bare) {
    this.api = api;
    this.bare = bare;
  }

  /** Nothing is sent before the first call. */
  public static GitHub open(GitHubSettings settings) {
    RestClient bare = RestClient.open(settings.rest());
    Credentials credentials = settings.login().credentials(bare, settings);
    RestClient client = RestClient.open(settings.rest().credentials(credentials));
    return new GitHub(Api.of(client, settings), bare);
  }

  public Repository repository(String ownerAndName) {
    return new Repository(new RepositoryCalls(api, RepositoryName.of(ownerAndName)));
  }

  /** What is left of the hour's requests; asking costs none. */
  public RateLimit rateLimit() throws InterruptedException {
    JsonTree core = api.json(Request.get("/rate_limit"), Permission.NONE).at("resources", "core");
    return new RateLimit(
        core.at("limit").number(),
        core.at("remaining").number(),
        Instant.ofEpochSecond(core.at("reset").number()));
  }

  /** How many requests an hour allows, how many are left, and when it begins anew. */
  public record RateLimit(long limit, long remaining, Instant reset) {}

  @Override
  public void close() {
    api.close();
    bare.close();
  }
}
