package dev.lockflight.connector.kubernetes;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * As much of the Kubernetes API as kubectl asks for before it creates a ConfigMap: discovery,
 * OpenAPI, get and create. It refuses those called {@code refused} and {@code forbidden} with the
 * Status objects that the API documents. No admission, no validation: not a cluster.
 */
final class ApiServer implements AutoCloseable {
  private static final String MAPS = "/api/v1/namespaces/default/configmaps";
  private static final Pattern NAME = Pattern.compile("\"name\":\"([a-z]+)\",\"namespace\"");
  private static final Map<String, String> DISCOVERY =
      Map.of(
          "/version", "{\"major\":\"1\",\"minor\":\"32\",\"gitVersion\":\"v1.32.0\"}",
          "/api", "{\"kind\":\"APIVersions\",\"versions\":[\"v1\"]}",
          "/apis", "{\"kind\":\"APIGroupList\",\"apiVersion\":\"v1\",\"groups\":[]}",
          "/api/v1",
              """
              {"kind":"APIResourceList","groupVersion":"v1","resources":[{"name":"configmaps",
               "singularName":"configmap","namespaced":true,"kind":"ConfigMap",
               "verbs":["create","get","patch"]}]}""",
          "/openapi/v3", "{\"paths\":{\"api/v1\":{\"serverRelativeURL\":\"/openapi/v3/api/v1\"}}}",
          "/openapi/v3/api/v1",
              """
              {"openapi":"3.0.0","info":{"title":"Kubernetes","version":"v1.32.0"},"paths":{
               "/api/v1/namespaces/{namespace}/configmaps/{name}":{"patch":{
                "x-kubernetes-group-version-kind":{"group":"","version":"v1","kind":"ConfigMap"},
                "parameters":[{"name":"dryRun","in":"query"},{"name":"fieldValidation","in":"query"}],
                "responses":{}}}}}""");

  private final HttpServer server;
  private final Queue<String> writes = new ConcurrentLinkedQueue<>();
  private final Map<String, String> objects = new ConcurrentHashMap<>();

  private ApiServer(HttpServer server) {
    this.server = server;
  }

  static ApiServer start() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    ApiServer api = new ApiServer(server);
    server.createContext("/", api::answer);
    server.start();
    return api;
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** What was asked to be written, dry runs too, as the queries of the requests. */
  Queue<String> writes() {
    return writes;
  }

  /** What is there, by name. */
  Map<String, String> objects() {
    return objects;
  }

  private void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String path = exchange.getRequestURI().getPath();
    if (exchange.getRequestMethod().equals("POST") && path.equals(MAPS)) {
      create(exchange, body);
    } else if (DISCOVERY.containsKey(path)) {
      send(exchange, 200, DISCOVERY.get(path));
    } else {
      send(exchange, 404, status(404, "NotFound", "not found"));
    }
  }

  private void create(HttpExchange exchange, String body) throws IOException {
    String query = exchange.getRequestURI().getQuery();
    writes.add(query);
    Matcher named = NAME.matcher(body);
    String name = named.find() ? named.group(1) : body;
    if (name.equals("refused")) {
      String why = "ConfigMap \\\"refused\\\" is invalid: data[a/b]: Invalid value";
      send(exchange, 422, status(422, "Invalid", why));
    } else if (name.equals("forbidden")) {
      String why = "configmaps is forbidden: User \\\"ci\\\" cannot create resource";
      send(exchange, 403, status(403, "Forbidden", why));
    } else {
      if (!query.contains("dryRun=All")) {
        objects.put(name, body);
      }
      send(exchange, 201, body);
    }
  }

  private static String status(int code, String reason, String message) {
    return "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\",\"reason\":\""
        + reason
        + "\",\"code\":"
        + code
        + ",\"message\":\""
        + message
        + "\"}";
  }

  private static void send(HttpExchange exchange, int code, String json) throws IOException {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(code, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
