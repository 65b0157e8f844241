package dev.lockflight.testkit.databricks;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A request while it is answered. Its body can be read once. */
final class Incoming {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final HttpExchange exchange;
  private final String path;
  private final Map<String, String> query;
  private InputStream body;

  Incoming(HttpExchange exchange) {
    this.exchange = exchange;
    this.body = exchange.getRequestBody();
    path = decoded(exchange.getRequestURI().getRawPath());
    query = parameters(exchange.getRequestURI().getRawQuery());
  }

  String method() {
    return exchange.getRequestMethod();
  }

  boolean is(String method, String wanted) {
    return method().equals(method) && path.equals(wanted);
  }

  /** Decoded; a slash inside a segment is not told from one between segments. */
  String path() {
    return path;
  }

  /** What follows the prefix in the path, which begins with a slash; empty when it is another. */
  Optional<String> below(String prefix) {
    return path.startsWith(prefix + "/")
        ? Optional.of(path.substring(prefix.length()))
        : Optional.empty();
  }

  Optional<String> query(String name) {
    return Optional.ofNullable(query.get(name));
  }

  String required(String name) {
    return query(name).orElseThrow(() -> Refusal.badRequest("Missing required field: " + name));
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
  }

  InputStream body() {
    return body;
  }

  /** Answers as if it had sent this body. */
  void replaceBody(InputStream other) {
    body = other;
  }

  Map<String, String> form() throws IOException {
    return parameters(new String(body.readAllBytes(), StandardCharsets.UTF_8));
  }

  JsonNode json() throws IOException {
    byte[] bytes = body.readAllBytes();
    try {
      return bytes.length == 0 ? JSON.createObjectNode() : JSON.readTree(bytes);
    } catch (JacksonException e) {
      throw new Refusal(400, "MALFORMED_REQUEST", "Could not parse request object: no JSON");
    }
  }

  private static Map<String, String> parameters(String raw) {
    Map<String, String> found = new LinkedHashMap<>();
    if (raw != null) {
      for (String pair : raw.split("&")) {
        int equals = pair.indexOf('=');
        if (equals > 0) {
          found.put(
              URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8),
              URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
        }
      }
    }
    return found;
  }

  /** In a path a plus is a plus. */
  private static String decoded(String raw) {
    return URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
