package dev.lockflight.connector.github;

import dev.lockflight.RetryPolicy;
import dev.lockflight.connector.http.HostLimits;
import dev.lockflight.connector.http.Pause;
import dev.lockflight.connector.http.RestListener;
import dev.lockflight.connector.http.RestSettings;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;

/** With what GitHub is opened. Immutable and thread-safe: each method returns another. */
public final class GitHubSettings {
  private static final URI PUBLIC = URI.create("https://api.github.com");

  private final URI base;
  private final GitHubLogin login;
  private final String version;
  private final RestSettings rest;
  private final InstantSource clock;

  private GitHubSettings(
      URI base, GitHubLogin login, String version, RestSettings rest, InstantSource clock) {
    this.base = base;
    this.login = login;
    this.version = version;
    this.rest = rest;
    this.clock = clock;
  }

  /** github.com, API version 2022-11-28. */
  public static GitHubSettings of(GitHubLogin login) {
    return at(PUBLIC, login);
  }

  /** An Enterprise Server, for example {@code https://github.acme.example}. */
  public static GitHubSettings enterprise(URI server, GitHubLogin login) {
    return at(server.resolve("/api/v3"), login);
  }

  /**
   * Another address of the REST API, for example of GitHub Enterprise Cloud with data residency.
   */
  public static GitHubSettings at(URI api, GitHubLogin login) {
    RestSettings rest =
        RestSettings.of(api)
            .header("Accept", "application/vnd.github+json")
            .problems(new GitHubProblems())
            .limits(HostLimits.usual().concurrent(10).writes(1, Duration.ofSeconds(1)));
    return new GitHubSettings(
        api, login, "2022-11-28", rest.alsoTrusting(uploads(api)), InstantSource.system());
  }

  /** Assets of releases go to another host, except at an Enterprise Server. */
  private static URI uploads(URI api) {
    String host = api.getHost();
    return host != null && host.startsWith("api.")
        ? URI.create(api.getScheme() + "://uploads." + host.substring("api.".length()))
        : api;
  }

  /** The version of the REST API; 2022-11-28 and 2026-03-10 are known to work. */
  public GitHubSettings version(String date) {
    return new GitHubSettings(base, login, date, rest, clock);
  }

  /** Another pace than one write in a second, which is what GitHub asks for. */
  public GitHubSettings limits(HostLimits limits) {
    return new GitHubSettings(base, login, version, rest.limits(limits), clock);
  }

  /** How often a call is tried. */
  public GitHubSettings retry(RetryPolicy retry) {
    return new GitHubSettings(base, login, version, rest.retry(retry), clock);
  }

  /** How long a call may take in all, waits for a rate limit included; two minutes unless said. */
  public GitHubSettings deadline(Duration deadline) {
    return new GitHubSettings(base, login, version, rest.deadline(deadline), clock);
  }

  /** The time, and how to wait for it. */
  public GitHubSettings time(InstantSource clock, Pause pause) {
    return new GitHubSettings(base, login, version, rest.time(clock, pause), clock);
  }

  /** Hears of every call, wait and retry. */
  public GitHubSettings listener(RestListener listener) {
    return new GitHubSettings(base, login, version, rest.listener(listener), clock);
  }

  /** Added to User-Agent, for example {@code acme-etl/1.4}. */
  public GitHubSettings product(String product) {
    return new GitHubSettings(base, login, version, rest.product(product), clock);
  }

  GitHubLogin login() {
    return login;
  }

  InstantSource clock() {
    return clock;
  }

  RestSettings rest() {
    return rest.header("X-GitHub-Api-Version", version);
  }

  boolean isEnterprise() {
    return base.getPath().endsWith("/api/v3");
  }

  /** Whether a dispatch answers with its run without being asked to. */
  boolean alwaysReturnsRuns() {
    return version.compareTo("2026-03-10") >= 0;
  }

  /** GraphQL has its own address, see "Forming calls with GraphQL". */
  URI graphql() {
    String path = base.getPath();
    String at =
        isEnterprise()
            ? path.substring(0, path.length() - "v3".length()) + "graphql"
            : path + "/graphql";
    return base.resolve(at.replace("//", "/"));
  }

  @Override
  public String toString() {
    return "GitHub at " + base + ", version " + version;
  }
}
