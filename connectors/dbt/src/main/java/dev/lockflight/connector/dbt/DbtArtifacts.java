package dev.lockflight.connector.dbt;

import java.nio.file.Path;

/**
 * Reads what dbt wrote, by streaming, into small views. Both engines are understood. Each method
 * throws {@link DbtArtifactException} when the file is missing, empty, cut, something else, or of a
 * schema version that is not read here; {@link java.io.UncheckedIOException} when it cannot be read
 * at all.
 */
public final class DbtArtifacts {
  private DbtArtifacts() {}

  /** Schema v4 (dbt 1.0) to v12 (dbt 1.8 to 2.x). */
  public static Manifest manifest(Path file) {
    return ManifestReader.read(file);
  }

  /** Schema v4 (dbt 1.0) to v6 (dbt 1.8 to 2.x). */
  public static RunResults runResults(Path file) {
    return RunResultsReader.read(file);
  }

  /** Schema v1. */
  public static Catalog catalog(Path file) {
    return CatalogReader.read(file);
  }

  /** Schema v3. */
  public static Sources sources(Path file) {
    return SourcesReader.read(file);
  }
}
