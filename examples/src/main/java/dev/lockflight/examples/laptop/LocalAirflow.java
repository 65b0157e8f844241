package dev.lockflight.examples.laptop;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.lockflight.examples.laptop.Routes.Reply;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * So much of Airflow 3 as the flows need, on this machine: API v2 with a login, one DAG, whose runs
 * it really performs, one at a time. It prints a line for each change it is asked for. Thread-safe.
 */
public final class LocalAirflow implements AutoCloseable {
  public static final String USER = "ci";
  private static final String RUNS = "/dags/[^/]+/dagRuns";
  private static final String RUN = RUNS + "/([^/?]+)";
  private static final Pattern DATE = Pattern.compile(".*logical_date_gte=([^&]+).*");

  private final LocalDag dag;
  private final String password;
  private final PrintStream out;
  private final HttpServer server;
  private final String token = UUID.randomUUID().toString();
  private final Routes routes = new Routes();
  private final Map<String, LocalDagRun> runs = new LinkedHashMap<>();
  private final Map<String, Future<?>> going = new ConcurrentHashMap<>();
  private final ExecutorService scheduler = Executors.newSingleThreadExecutor();

  private LocalAirflow(LocalDag dag, String password, PrintStream out, HttpServer server) {
    this.dag = dag;
    this.password = password;
    this.out = out;
    this.server = server;
    routes();
  }

  /** Serves the DAG on a free port of the loopback interface, to {@link #USER} alone. */
  public static LocalAirflow serving(LocalDag dag, String password, PrintStream out)
      throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    LocalAirflow made = new LocalAirflow(dag, password, out, server);
    server.createContext("/", made::handle);
    server.start();
    return made;
  }

  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** The states of the DAG's runs, oldest first. */
  public synchronized List<String> states() {
    return runs.values().stream().map(run -> "" + run.json().get("state")).toList();
  }

  private void routes() {
    routes.on("GET", "/dags/([^/]+)", (path, body) -> dag(path.group(1)));
    routes.on("GET", "/importErrors.*", (path, body) -> Reply.ok(importErrors()));
    routes.on("GET", RUNS + "\\?(.*)", (path, body) -> Reply.ok(list(path.group(1))));
    routes.on("POST", RUNS, (path, body) -> begin(body));
    routes.on("GET", RUN, (path, body) -> run(path));
    routes.on("PATCH", RUN, (path, body) -> stop(path));
    routes.on(
        "GET",
        RUN + "/taskInstances.*",
        (path, body) -> path.group().contains("/logs/") ? log(path) : tasks(path));
  }

  private void handle(HttpExchange exchange) throws IOException {
    byte[] sent = exchange.getRequestBody().readAllBytes();
    String method = exchange.getRequestMethod();
    String path = exchange.getRequestURI().getPath();
    Reply reply =
        path.equals("/auth/token")
            ? login(Routes.JSON.readTree(sent).path("password").asString())
            : reply(exchange, sent);
    if (!method.equals("GET") && !path.equals("/auth/token")) {
      out.println("  Airflow hears " + method + " " + path + " → " + reply.status());
    }
    byte[] answer = Routes.JSON.writeValueAsBytes(reply.body());
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    // else the body waits 40 ms for the acknowledgement of the head
    exchange.getResponseHeaders().add("Connection", "close");
    exchange.sendResponseHeaders(reply.status(), answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  private Reply reply(HttpExchange exchange, byte[] sent) {
    if (!("Bearer " + token).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      return new Reply(401, Map.of("detail", "Not authenticated"));
    }
    String where = exchange.getRequestURI().getPath().replaceFirst("^/api/v2", "");
    String method = exchange.getRequestMethod();
    boolean listing = method.equals("GET") && where.endsWith("/dagRuns");
    synchronized (this) {
      String asked = listing ? where + "?" + exchange.getRequestURI().getQuery() : where;
      return routes.answer(method, asked, sent);
    }
  }

  private Reply login(String given) {
    return given.equals(password)
        ? Reply.created(Map.of("access_token", token))
        : new Reply(401, Map.of("detail", "Invalid credentials"));
  }

  private Reply dag(String id) {
    if (!id.equals(dag.id())) {
      return Reply.MISSING;
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("dag_id", id);
    json.put("is_paused", false);
    json.put("is_stale", false);
    json.put("has_import_errors", dag.importError().isPresent());
    json.put("fileloc", id + ".py");
    return Reply.ok(json);
  }

  private Map<String, Object> importErrors() {
    List<Map<String, String>> errors =
        dag.importError().stream()
            .map(error -> Map.of("filename", dag.id() + ".py", "stack_trace", error))
            .toList();
    return Map.of("import_errors", errors, "total_entries", errors.size());
  }

  private Map<String, Object> list(String query) {
    Matcher date = DATE.matcher(query);
    boolean dated = date.matches();
    List<Map<String, Object>> found =
        runs.values().stream()
            .filter(run -> !dated || run.covers(date.group(1)))
            .map(LocalDagRun::json)
            .toList();
    return Map.of("dag_runs", found, "total_entries", found.size());
  }

  private Reply begin(Map<String, Object> body) {
    LocalDagRun run = new LocalDagRun(dag, body, Instant.now());
    if (runs.putIfAbsent(run.id(), run) != null) {
      return new Reply(409, Map.of("detail", "there is a run " + run.id()));
    }
    going.put(run.id(), scheduler.submit(run::perform));
    return Reply.ok(run.json());
  }

  private Reply run(Matcher path) {
    LocalDagRun run = runs.get(path.group(1));
    return run == null ? Reply.MISSING : Reply.ok(run.json());
  }

  private Reply stop(Matcher path) {
    LocalDagRun run = runs.get(path.group(1));
    if (run == null) {
      return Reply.MISSING;
    }
    run.ended("failed");
    Future<?> task = going.get(run.id());
    if (task != null) {
      boolean unused = task.cancel(true);
    }
    return Reply.ok(run.json());
  }

  private Reply tasks(Matcher path) {
    LocalDagRun run = runs.get(path.group(1));
    return run == null ? Reply.MISSING : Reply.ok(run.tasks());
  }

  private Reply log(Matcher path) {
    LocalDagRun run = runs.get(path.group(1));
    String task = path.group().replaceFirst(".*/taskInstances/([^/]+)/logs/.*", "$1");
    return run == null ? Reply.MISSING : Reply.ok(run.logOf(task));
  }

  @Override
  public void close() {
    server.stop(0);
    List<Runnable> unused = scheduler.shutdownNow();
  }
}
