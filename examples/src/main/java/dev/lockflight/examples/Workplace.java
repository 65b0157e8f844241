package dev.lockflight.examples;

import dev.lockflight.artifact.ArtifactStore;
import dev.lockflight.artifact.DirectoryArtifactStore;
import dev.lockflight.connector.dbt.Dbt;
import dev.lockflight.connector.dbt.DbtRunner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where an example runs.
 *
 * @param project the directory of the dbt project
 * @param runner runs dbt
 * @param data where warehouses, artifacts and savepoints are kept
 */
public record Workplace(Path project, DbtRunner runner, Path data) {
  /** Makes the directory of the warehouses, which dbt wants to be there. */
  public Workplace {
    data = data.toAbsolutePath().normalize();
    try {
      Path unused = Files.createDirectories(data.resolve("warehouse"));
    } catch (IOException e) {
      throw new UncheckedIOException("the warehouses need a directory in " + data, e);
    }
  }

  public Path warehouse() {
    return data.resolve("warehouse");
  }

  /** The database of an environment; DuckDB calls it after its file. */
  public DuckDbFile database(String environment) {
    return new DuckDbFile(warehouse().resolve(environment + ".duckdb"));
  }

  public Path savepoints() {
    return data.resolve("savepoints");
  }

  public ArtifactStore store(String name) {
    return DirectoryArtifactStore.at(data.resolve(name));
  }

  public Dbt dbt() {
    return Dbt.project(project)
        .runBy(runner)
        .environment("LOCKFLIGHT_WAREHOUSE_DIR", warehouse().toString());
  }
}
