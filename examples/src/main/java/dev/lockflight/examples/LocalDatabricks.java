package dev.lockflight.examples;

import dev.lockflight.Secret;
import dev.lockflight.SecretSource;
import dev.lockflight.connector.databricks.Databricks;
import dev.lockflight.connector.databricks.DatabricksAuth;
import dev.lockflight.connector.databricks.DatabricksSettings;
import dev.lockflight.testkit.databricks.DuckDbCatalogs;
import dev.lockflight.testkit.databricks.LocalFiles;
import dev.lockflight.testkit.databricks.LocalWorkspace;
import dev.lockflight.testkit.databricks.PythonNotebook;
import dev.lockflight.testkit.databricks.SqlEngine;
import dev.lockflight.testkit.databricks.TaskHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/**
 * A Databricks workspace on this machine: catalogs stage and prod are DuckDB files, the notebook
 * run_dbt is executed by Python with a real dbt at the commit it was pinned to, and the volume is
 * kept between two processes. Thread-safe.
 */
final class LocalDatabricks implements AutoCloseable {
  static final String WAREHOUSE = "local";

  private final Path data;
  private final LocalRepository repository;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final LocalWorkspace workspace = LocalWorkspace.start(threads);
  private final DuckDbCatalogs catalogs;

  private LocalDatabricks(Path data, LocalRepository repository) throws IOException {
    this.data = data;
    this.repository = repository;
    Path warehouse = Files.createDirectories(data.resolve("warehouse"));
    catalogs = DuckDbCatalogs.in(warehouse, "stage", "prod");
    sql(catalogs);
    workspace.files().volume("ops", "dbt_meta", "artifacts");
    load();
  }

  /** One that clones this repository and keeps its data there; its notebook does nothing yet. */
  static LocalDatabricks start(LocalRepository repository, Path data) throws IOException {
    return new LocalDatabricks(data.toAbsolutePath().normalize(), repository);
  }

  /** What the notebook does from now on. */
  void notebook(TaskHandler notebook) {
    workspace.jobs().notebook(LocalRepository.NOTEBOOK, notebook);
  }

  /** What answers the warehouse's statements from now on. */
  void sql(SqlEngine engine) {
    workspace.warehouses().warehouse(WAREHOUSE, engine);
  }

  /** What answers them at first. */
  SqlEngine catalogs() {
    return catalogs;
  }

  /** The notebook itself, executed with this dbt. */
  TaskHandler running(Path dbt) {
    Path programs = dbt.toAbsolutePath().resolveSibling("").normalize();
    Path beside = programs.resolve("python3");
    PythonNotebook python =
        PythonNotebook.by(Files.isExecutable(beside) ? beside.toString() : "python3", files())
            .programsFrom(programs)
            .environment("LOCKFLIGHT_WAREHOUSE_DIR", warehouse().toString());
    return task -> {
      String commit = task.gitCommit().orElseThrow();
      Path notebook = repository.checkout(commit).resolve(LocalRepository.NOTEBOOK + ".py");
      return catalogs.whileClosed(() -> python.run(notebook, task));
    };
  }

  private LocalFiles files() {
    return workspace.files();
  }

  Path warehouse() {
    return data.resolve("warehouse");
  }

  LocalWorkspace workspace() {
    return workspace;
  }

  LocalRepository repository() {
    return repository;
  }

  /** Opens it with a token of its own, as another process would. */
  Databricks open() {
    return open(workspace.tokens().personal(), DatabricksSettings.usual());
  }

  Databricks open(String token, DatabricksSettings settings) {
    return Databricks.open(
        DatabricksAuth.token(workspace.host(), Secret.of("databricks-token")),
        settings.secrets(SecretSource.of(Map.of("databricks-token", token))));
  }

  private Path volumes() {
    return data.resolve("volumes");
  }

  private void load() throws IOException {
    if (!Files.isDirectory(volumes())) {
      return;
    }
    List<Path> kept;
    try (Stream<Path> all = Files.walk(volumes())) {
      kept = all.filter(Files::isRegularFile).toList();
    }
    for (Path file : kept) {
      files().write("/" + volumes().relativize(file), Files.readAllBytes(file));
    }
  }

  /** Writes the volume to this machine, for the next process. */
  void keep() {
    try {
      for (String path : files().paths()) {
        Path file = Path.of(volumes() + path);
        Path unusedMade = Files.createDirectories(file.resolveSibling("."));
        Path unusedWritten = Files.write(file, files().bytes(path));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the volume is not kept in " + volumes(), e);
    }
  }

  @Override
  public void close() {
    workspace.close();
    var unused = threads.shutdownNow();
    try {
      catalogs.close();
    } catch (SQLException e) {
      throw new IllegalStateException("the files of " + catalogs + " stay open", e);
    }
  }
}
