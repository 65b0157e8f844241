package dev.lockflight.examples.f5;

import dev.lockflight.examples.laptop.LocalDag;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The DAG {@code brewery_pipeline} of the commit that was delivered last: bronze fetches the source
 * from the stack, silver and gold run the commit's SQL in DuckDB. Immutable.
 *
 * @param dags where the commit's DAGs are
 * @param lake where bronze, silver and gold go
 * @param source the server of the stack
 */
record BreweryDag(Path dags, Path lake, URI source) implements LocalDag {
  private static final String BRONZE = "bronze";

  @Override
  public String id() {
    return BreweryProject.DAG;
  }

  @Override
  public List<String> tasks() {
    return List.of(BRONZE, "silver", "gold");
  }

  @Override
  public Optional<String> importError() {
    return tasks().stream()
        .filter(task -> !task.equals(BRONZE))
        .map(this::script)
        .filter(script -> !Files.isRegularFile(script))
        .map(script -> "FileNotFoundError: " + script.getFileName())
        .findFirst();
  }

  private Path script(String task) {
    return dags.resolve("sql").resolve(task + ".sql");
  }

  @Override
  public void run(String task, Consumer<String> log) throws Exception {
    Path layer = Files.createDirectories(lake.resolve(task));
    if (task.equals(BRONZE)) {
      fetch(layer.resolve("breweries.json"), log);
    } else {
      execute(Files.readString(script(task)), log);
    }
  }

  private void fetch(Path file, Consumer<String> log) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(source.resolve("/breweries.json")).build();
    log.accept("GET " + request.uri());
    HttpResponse<String> answer =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException(request.uri() + " answered " + answer.statusCode());
    }
    log.accept("wrote " + Files.writeString(file, answer.body()));
  }

  private void execute(String script, Consumer<String> log) throws SQLException {
    String sql = script.replace("${lake}", lake.toString());
    log.accept(sql);
    try (Connection database = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = database.createStatement()) {
      boolean unused = statement.execute(sql);
    }
  }
}
