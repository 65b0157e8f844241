package dev.lockflight.connector.databricks;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A Statement Execution API over tables that remember their commits as Delta's history does, so
 * that the real driver asks what it asks a warehouse.
 */
final class DeltaServer implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Pattern NAMED = Pattern.compile("(?:`[^`]+`\\.?)+");
  private final HttpServer server;
  final Map<String, Table> tables = new LinkedHashMap<>();
  final List<String> statements = new CopyOnWriteArrayList<>();
  private Instant now = Instant.parse("2026-03-01T10:00:00Z");

  /** What is done, and then not answered. */
  volatile Predicate<String> loses = sql -> false;

  /** What is refused with a state of its own. */
  volatile Predicate<String> refuses = sql -> false;

  record Commit(long version, Instant at, String operation, String parameters) {}

  /** A relation of some kind with its commits, oldest first. */
  final class Table {
    String type = "MANAGED";
    String provider = "delta";
    final List<Commit> commits = new ArrayList<>();

    @CanIgnoreReturnValue
    Table write(String operation) {
      return write(operation, "{}");
    }

    @CanIgnoreReturnValue
    Table write(String operation, String parameters) {
      now = now.plus(Duration.ofMinutes(1));
      long version = commits.isEmpty() ? 0 : commits.get(commits.size() - 1).version() + 1;
      commits.add(new Commit(version, now, operation, parameters));
      return this;
    }
  }

  DeltaServer() throws IOException {
    // without it each small answer takes 40 ms
    String unused = System.setProperty("sun.net.httpserver.nodelay", "true");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  Table table(String name) {
    return tables.computeIfAbsent(name, any -> new Table());
  }

  void later(Duration time) {
    now = now.plus(time);
  }

  private void answer(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    String path = exchange.getRequestURI().getPath();
    if (path.endsWith("/sessions")) {
      send(exchange, 200, Map.of("session_id", "s1"));
    } else if (exchange.getRequestMethod().equals("DELETE")) {
      send(exchange, 200, Map.of());
    } else if (path.equals("/api/2.0/sql/statements/")) {
      JsonNode request = JSON.readTree(body);
      execute(exchange, request.path("statement").asString());
    } else {
      send(exchange, 404, Map.of());
    }
  }

  private void execute(HttpExchange exchange, String sql) throws IOException {
    statements.add(sql);
    Object result = refuses.test(sql) ? failed("42501", "PERMISSION_DENIED") : result(sql);
    if (loses.test(sql)) {
      send(exchange, 500, Map.of("error_code", "INTERNAL_ERROR", "message", "lost"));
    } else {
      send(exchange, 200, result);
    }
  }

  private Object result(String sql) {
    Matcher named = NAMED.matcher(sql);
    String name = named.find() ? named.group().replace("`", "") : "";
    Table table = tables.get(name);
    if (sql.startsWith("DROP")) {
      Table unused = tables.remove(name);
      return Map.of("statement_id", "st", "status", Map.of("state", "SUCCEEDED"));
    }
    if (table == null) {
      return failed("42P01", "[TABLE_OR_VIEW_NOT_FOUND] " + name);
    }
    if (sql.startsWith("DESCRIBE TABLE EXTENDED")) {
      return rows(
          List.of("col_name", "data_type", "comment"),
          List.of(
              row("type", "string", ""),
              row("# Detailed Table Information", "", ""),
              row("Type", table.type, ""),
              row("Provider", table.provider, "")));
    }
    if (sql.startsWith("DESCRIBE DETAIL")) {
      return rows(List.of("format", "id"), List.of(row("delta", "id-of-" + name)));
    }
    return sql.startsWith("RESTORE") ? restore(sql, table) : history(sql, table);
  }

  private static Object restore(String sql, Table table) {
    String version = sql.substring(sql.lastIndexOf(' ') + 1);
    Table unused = table.write("RESTORE", "{\"version\":\"" + version + "\",\"timestamp\":null}");
    return rows(List.of("num_restored_files"), List.of(row("1")));
  }

  private static Object history(String sql, Table table) {
    long limit = Long.parseLong(sql.substring(sql.lastIndexOf(' ') + 1));
    List<List<String>> rows = new ArrayList<>();
    for (int i = table.commits.size() - 1; i >= 0 && rows.size() < limit; i--) {
      Commit commit = table.commits.get(i);
      rows.add(
          row(
              Long.toString(commit.version()),
              commit.at().toString(),
              commit.operation(),
              commit.parameters()));
    }
    return rows(List.of("version", "timestamp", "operation", "operationParameters"), rows);
  }

  private static List<String> row(String... cells) {
    return List.of(cells);
  }

  private static Object failed(String state, String message) {
    return Map.of(
        "statement_id",
        "st",
        "status",
        Map.of(
            "state",
            "FAILED",
            "sql_state",
            state,
            "error",
            Map.of("error_code", "BAD_REQUEST", "message", message)));
  }

  private static Object rows(List<String> names, List<List<String>> rows) {
    List<Map<String, Object>> columns = new ArrayList<>();
    for (String name : names) {
      String type =
          name.equals("timestamp") ? "TIMESTAMP" : name.equals("version") ? "LONG" : "STRING";
      columns.add(
          Map.of("name", name, "type_name", type, "type_text", type, "position", columns.size()));
    }
    return Map.of(
        "statement_id", "st",
        "status", Map.of("state", "SUCCEEDED"),
        "manifest",
            Map.of(
                "format", "JSON_ARRAY",
                "total_row_count", rows.size(),
                "schema", Map.of("column_count", columns.size(), "columns", columns)),
        "result", Map.of("row_count", rows.size(), "data_array", rows));
  }

  private static void send(HttpExchange exchange, int status, Object body) throws IOException {
    byte[] bytes = JSON.writeValueAsString(body).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
