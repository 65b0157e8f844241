package dev.lockflight.connector.github;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.lockflight.RetryPolicy;
import dev.lockflight.connector.http.HostLimits;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tools.jackson.databind.json.JsonMapper;

/** The comments of pull requests of acme/warehouse, kept as GitHub keeps them. Thread-safe. */
final class CommentBoard implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String ISSUES = FakeGitHub.REPOSITORY + "/issues/";

  private final Map<Long, Kept> comments = new TreeMap<>();
  private final ExecutorService threads = Executors.newFixedThreadPool(4);
  private final HttpServer server;
  private int writes;

  private record Kept(long number, String body) {}

  CommentBoard() throws IOException {
    var unusedBefore = System.setProperty("sun.net.httpserver.nodelay", "true");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    var unused = server.createContext("/", this::answer);
    server.start();
  }

  GitHub open() {
    URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    return GitHub.open(
        GitHubSettings.at(uri, GitHubLogin.token("ghp_s3cretT0ken"))
            .limits(HostLimits.usual())
            .retry(RetryPolicy.NEVER));
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      Object answer =
          answer(
              exchange.getRequestMethod(),
              exchange.getRequestURI().getPath(),
              exchange.getRequestBody().readAllBytes());
      byte[] bytes = JSON.writeValueAsBytes(answer);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(
          exchange.getRequestMethod().equals("POST") ? 201 : 200, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private synchronized Object answer(String method, String path, byte[] body) {
    if (path.equals("/graphql")) {
      return Map.of("data", Map.of("viewer", Map.of("login", "lockflight")));
    }
    if (method.equals("GET")) {
      return comments.keySet().stream()
          .filter(id -> path.equals(ISSUES + kept(id).number() + "/comments"))
          .map(this::shown)
          .toList();
    }
    writes++;
    String text = JSON.readTree(body).get("body").asString();
    String last = path.substring(path.lastIndexOf('/') + 1);
    boolean isNew = last.equals("comments");
    long id = isNew ? comments.size() + 1L : Long.parseLong(last);
    long number =
        isNew
            ? Long.parseLong(path.substring(ISSUES.length(), path.lastIndexOf('/')))
            : kept(id).number();
    comments.put(id, new Kept(number, text));
    return shown(id);
  }

  private Kept kept(long id) {
    return java.util.Objects.requireNonNull(comments.get(id));
  }

  private Map<String, Object> shown(long id) {
    return Map.of("id", id, "body", kept(id).body(), "user", Map.of("login", "lockflight[bot]"));
  }

  /** What stands at a pull request. */
  synchronized List<String> at(long number) {
    return comments.values().stream()
        .filter(kept -> kept.number() == number)
        .map(Kept::body)
        .toList();
  }

  synchronized int writes() {
    return writes;
  }

  void stop() {
    server.stop(0);
  }

  @Override
  public void close() {
    stop();
    var unused = threads.shutdownNow();
  }
}
