package dev.lockflight.examples;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** So much of GitHub as the examples need, on this machine, and a line for each request it gets. */
final class LocalGitHub implements AutoCloseable {
  private static final String HERE = "/repos/acme/warehouse";
  private static final String SHA = "0123456789abcdef0123456789abcdef01234567";

  private final HttpServer server;
  private final PrintStream out;
  private final Map<String, String> released = new ConcurrentHashMap<>();

  private LocalGitHub(HttpServer server, PrintStream out) {
    this.server = server;
    this.out = out;
  }

  static LocalGitHub start(PrintStream out) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    LocalGitHub made = new LocalGitHub(server, out);
    server.createContext("/", made::handle);
    server.start();
    return made;
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void handle(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String call =
        exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath().replace(HERE, "");
    out.println(
        "  GitHub hears "
            + call
            + (body.isEmpty() ? "" : " " + body.lines().findFirst().orElse("")));
    String answer = answer(call, body);
    byte[] bytes =
        (answer.isEmpty() ? "{\"message\":\"Not Found\"}" : answer)
            .getBytes(StandardCharsets.UTF_8);
    boolean made = call.startsWith("POST") && !call.endsWith("/graphql");
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(answer.isEmpty() ? 404 : made ? 201 : 200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  /** Empty for what is not there. */
  private String answer(String call, String body) {
    return switch (call) {
      case "GET /commits/" + SHA + "/check-runs" -> "{\"check_runs\":[]}";
      case "POST /check-runs" ->
          "{\"id\":1,\"name\":\"lockflight/stage\",\"status\":\"completed\",\"conclusion\":\"success\"}";
      case "POST /statuses/" + SHA -> "{}";
      case "GET /commits/" + SHA + "/pulls" -> "[" + pull() + "]";
      case "GET /pulls/7" -> pull();
      case "GET /issues/7/comments", "GET /releases/9/assets" -> "[]";
      case "POST /issues/7/comments" ->
          "{\"id\":5,\"user\":{\"login\":\"lockflight[bot]\"},\"body\":\"\"}";
      case "GET /releases/tags/v1" -> released.getOrDefault("v1", "");
      case "POST /releases" -> release();
      case "POST /releases/9/assets" ->
          "{\"id\":3,\"name\":\"notes.txt\",\"state\":\"uploaded\",\"size\":"
              + body.length()
              + ",\"digest\":null}";
      default -> "";
    };
  }

  private String release() {
    String release =
        "{\"id\":9,\"tag_name\":\"v1\",\"name\":\"v1\",\"body\":\"\",\"upload_url\":\""
            + uri()
            + HERE
            + "/releases/9/assets{?name,label}\"}";
    released.put("v1", release);
    return release;
  }

  private static String pull() {
    String end = "\"sha\":\"" + SHA + "\",\"repo\":{\"full_name\":\"acme/warehouse\"}}";
    return "{\"number\":7,\"state\":\"open\",\"title\":\"Add laps\",\"user\":{\"login\":\"alice\"},\"head\":{\"ref\":\"laps\","
        + end
        + ",\"base\":{\"ref\":\"main\","
        + end
        + "}";
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
