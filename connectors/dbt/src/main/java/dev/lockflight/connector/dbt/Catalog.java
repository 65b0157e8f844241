package dev.lockflight.connector.dbt;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * The small view of {@code catalog.json}: what is really in the warehouse. Immutable.
 *
 * @param relations by unique id, models and sources alike
 */
public record Catalog(ArtifactMetadata metadata, Map<String, Relation> relations) {
  /**
   * One relation. Types and spellings are the adapter's: never compare those of two adapters.
   *
   * @param type for example {@code BASE TABLE}
   * @param columns type by name
   */
  public record Relation(
      String type, String database, String schema, String name, Map<String, String> columns) {
    public Relation {
      columns = Collections.unmodifiableMap(new TreeMap<>(columns));
    }
  }

  public Catalog {
    relations = Collections.unmodifiableMap(new TreeMap<>(relations));
  }
}
