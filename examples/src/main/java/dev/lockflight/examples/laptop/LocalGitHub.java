package dev.lockflight.examples.laptop;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.lockflight.connector.github.GitHub;
import dev.lockflight.connector.github.GitHubLogin;
import dev.lockflight.connector.github.GitHubSettings;
import dev.lockflight.connector.http.HostLimits;
import dev.lockflight.examples.laptop.Routes.Reply;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;

/**
 * So much of GitHub as the flows need, on this machine, in front of a real git repository: pull
 * requests with reviews, checks, statuses, comments, merges, releases, SARIF files. It prints a
 * line for each change it is asked for. Thread-safe.
 */
public final class LocalGitHub implements AutoCloseable {
  private static final String BOT = "lockflight[bot]";

  private final String base;
  private final SampleRepository repository;
  private final PrintStream out;
  private final HttpServer server;
  private final Routes routes = new Routes();
  private final LocalChecks checks = new LocalChecks();
  private final LocalReleases releases = new LocalReleases();
  private final Map<Long, LocalPull> pulls = new TreeMap<>();
  private final Map<Long, Map<String, Object>> comments = new TreeMap<>();
  private final Map<String, Object> protection = new TreeMap<>();

  private LocalGitHub(
      String name, SampleRepository repository, PrintStream out, HttpServer server) {
    this.base = "/repos/" + name;
    this.repository = repository;
    this.out = out;
    this.server = server;
    checks.addTo(routes);
    releases.addTo(routes, URI.create(uri() + base));
    routes();
  }

  /**
   * Serves the repository under this name on a free port of the loopback interface.
   *
   * @param name owner and name, for example {@code acme/warehouse}
   */
  public static LocalGitHub serving(SampleRepository repository, String name, PrintStream out)
      throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    LocalGitHub made = new LocalGitHub(name, repository, out, server);
    server.createContext("/", made::handle);
    server.start();
    return made;
  }

  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Logged in to it, and allowed to write as fast as a flow on this machine does. */
  public GitHub client() {
    return GitHub.open(
        GitHubSettings.at(uri(), GitHubLogin.token("local"))
            .limits(HostLimits.usual().writes(100, Duration.ofSeconds(1))));
  }

  /** Somebody opens a pull request; its number. */
  public synchronized long openPull(
      String title, String author, String from, String into, String... labels) {
    long number = pulls.size() + 1L;
    pulls.put(number, new LocalPull(number, title, author, from, into, labels));
    return number;
  }

  /**
   * Somebody reviews the present head.
   *
   * @param state APPROVED, CHANGES_REQUESTED or COMMENTED
   */
  public synchronized void review(long pull, String login, String state) {
    LocalPull reviewed = pull(pull);
    Map<String, Object> review = new LinkedHashMap<>();
    review.put("user", Map.of("login", login, "type", "User"));
    review.put("state", state);
    review.put("commit_id", repository.head(reviewed.from));
    review.put("body", "");
    review.put("submitted_at", "2026-01-05T08:00:00Z");
    reviewed.reviews.add(review);
  }

  /** How many conversations of the pull request are not resolved. */
  public synchronized void conversations(long pull, int open) {
    pull(pull).openConversations = open;
  }

  /** The branch demands so many approving reviews, and resolved conversations. */
  public synchronized void protect(String branch, int reviews) {
    Map<String, Object> rules = new LinkedHashMap<>();
    rules.put("required_pull_request_reviews", Map.of("required_approving_review_count", reviews));
    rules.put("required_conversation_resolution", Map.of("enabled", true));
    rules.put("allow_force_pushes", Map.of("enabled", false));
    rules.put("allow_deletions", Map.of("enabled", false));
    protection.put(branch, rules);
  }

  /** The texts of the comments at a pull request, oldest first. */
  public synchronized List<String> comments(long pull) {
    return commentsOf(pull).stream().map(comment -> "" + comment.get("body")).toList();
  }

  /** The newest state of each status of a commit, by context. */
  public synchronized Map<String, String> statuses(String sha) {
    return checks.states(sha);
  }

  /** The tags of the releases. */
  public synchronized List<String> releases() {
    return releases.tags();
  }

  public synchronized boolean isMerged(long pull) {
    return pull(pull).isMerged();
  }

  private void routes() {
    routes.on("GET", "", (path, body) -> Reply.ok(Map.of("default_branch", "main")));
    routes.on("GET", "/commits/([^/]+)/pulls", (path, body) -> Reply.ok(having(path.group(1))));
    routes.on("GET", "/pulls/(\\d+)", (path, body) -> Reply.ok(json(pull(path))));
    routes.on("GET", "/pulls/(\\d+)/reviews", (path, body) -> Reply.ok(pull(path).reviews));
    routes.on("GET", "/pulls/(\\d+)/files", (path, body) -> Reply.ok(files(pull(path))));
    routes.on(
        "PUT", "/pulls/(\\d+)/merge", (path, body) -> merge(pull(path), "" + body.get("sha")));
    routes.on("GET", "/issues/(\\d+)/labels", (path, body) -> Reply.ok(labels(pull(path))));
    routes.on(
        "GET", "/issues/(\\d+)/comments", (path, body) -> Reply.ok(commentsOf(pull(path).number)));
    routes.on(
        "POST",
        "/issues/(\\d+)/comments",
        (path, body) -> Reply.created(comment(pull(path).number, body)));
    routes.on(
        "PATCH",
        "/issues/comments/(\\d+)",
        (path, body) -> Reply.changed(comments.get(Long.valueOf(path.group(1))), body));
    routes.on(
        "GET",
        "/branches/(.+)/protection",
        (path, body) -> Reply.ok(protection.get(path.group(1))));
    routes.on("GET", "/rules/branches/(.+)", (path, body) -> Reply.ok(List.of()));
    routes.on("POST", "/graphql", (path, body) -> Reply.ok(Map.of("data", graphql(body))));
  }

  private void handle(HttpExchange exchange) throws IOException {
    byte[] sent = exchange.getRequestBody().readAllBytes();
    String method = exchange.getRequestMethod();
    String path = exchange.getRequestURI().getPath();
    String where = path.startsWith(base) ? path.substring(base.length()) : path;
    String query = exchange.getRequestURI().getQuery();
    Reply reply;
    synchronized (this) {
      boolean upload = method.equals("POST") && where.endsWith("/assets");
      reply = routes.answer(method, upload ? where + "?" + query : where, sent);
    }
    if (!method.equals("GET") && !where.equals("/graphql")) {
      String said = new String(sent, StandardCharsets.UTF_8).lines().findFirst().orElse("");
      String brief = said.length() > 200 ? said.substring(0, 200) + "…" : said;
      out.println("  GitHub hears " + method + " " + where + " " + brief + " → " + reply.status());
    }
    byte[] answer = Routes.JSON.writeValueAsBytes(reply.body());
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(reply.status(), answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  /** Who calls, or the conversations of a pull request. */
  private Object graphql(Map<String, Object> body) {
    if (body.get("variables") instanceof Map<?, ?> variables && variables.get("number") != null) {
      LocalPull pull = pull(Long.parseLong("" + variables.get("number")));
      Object threads =
          Map.of(
              "pageInfo",
              Map.of("hasNextPage", false),
              "nodes",
              Collections.nCopies(pull.openConversations, Map.of("isResolved", false)));
      return Map.of("repository", Map.of("pullRequest", Map.of("reviewThreads", threads)));
    }
    return Map.of("viewer", Map.of("login", BOT));
  }

  private LocalPull pull(Matcher path) {
    return pull(Long.parseLong(path.group(1)));
  }

  private LocalPull pull(long number) {
    return Objects.requireNonNull(pulls.get(number), () -> "there is no pull request " + number);
  }

  private Map<String, Object> json(LocalPull pull) {
    String name = base.substring("/repos/".length());
    return pull.json(name, repository.head(pull.from), repository.head(pull.into));
  }

  private static List<Map<String, String>> labels(LocalPull pull) {
    return pull.labels.stream().map(label -> Map.of("name", label)).toList();
  }

  private List<Map<String, Object>> having(String sha) {
    return pulls.values().stream()
        .map(this::json)
        .filter(json -> json.get("head") instanceof Map<?, ?> head && sha.equals(head.get("sha")))
        .toList();
  }

  private List<Map<String, Object>> files(LocalPull pull) {
    List<Map<String, Object>> files = new ArrayList<>();
    for (String changed : repository.changed(pull.into, pull.from)) {
      Map<String, Object> file = new LinkedHashMap<>();
      file.put("filename", changed);
      file.put("status", "modified");
      file.put("additions", 1);
      file.put("deletions", 0);
      file.put("changes", 1);
      files.add(file);
    }
    return files;
  }

  private Reply merge(LocalPull pull, String sha) {
    if (pull.isMerged() || !repository.head(pull.from).equals(sha)) {
      return new Reply(409, Map.of("message", "Head branch was modified. Review and try again."));
    }
    pull.mergedHead = repository.head(pull.from);
    pull.mergedAs = repository.merge(pull.from, pull.into, "Merge pull request #" + pull.number);
    return Reply.ok(Map.of("sha", pull.mergedAs, "merged", true));
  }

  private List<Map<String, Object>> commentsOf(long pull) {
    return comments.values().stream()
        .filter(comment -> Objects.equals(comment.get("pull"), pull))
        .toList();
  }

  private Map<String, Object> comment(long pull, Map<String, Object> body) {
    Map<String, Object> comment = new LinkedHashMap<>(body);
    comment.put("id", comments.size() + 1L);
    comment.put("pull", pull);
    comment.put("user", Map.of("login", BOT));
    comments.put(comments.size() + 1L, comment);
    return comment;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
