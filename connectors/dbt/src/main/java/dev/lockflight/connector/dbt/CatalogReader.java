package dev.lockflight.connector.dbt;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Reads {@code catalog.json} v1. */
final class CatalogReader {
  private final Map<String, Catalog.Relation> relations = new TreeMap<>();
  private Map<String, String> facts = Map.of();
  private final Map<String, String> columns = new TreeMap<>();
  private String columnType = "";

  private CatalogReader() {}

  static Catalog read(Path file) {
    CatalogReader reader = new CatalogReader();
    ArtifactMetadata metadata = ArtifactReader.read(ArtifactKind.CATALOG, file, reader::section);
    return new Catalog(metadata, reader.relations);
  }

  private void section(String name, JsonWalk walk) {
    if (name.equals("nodes") || name.equals("sources")) {
      walk.object(id -> relation(id, walk));
    } else {
      walk.skip();
    }
  }

  private void relation(String id, JsonWalk walk) {
    facts = Map.of();
    columns.clear();
    walk.object(name -> part(name, walk));
    relations.put(
        id,
        new Catalog.Relation(
            fact("type"), fact("database"), fact("schema"), fact("name"), columns));
  }

  private void part(String name, JsonWalk walk) {
    switch (name) {
      case "metadata" -> facts = walk.scalars();
      case "columns" -> walk.object(column -> column(column, walk));
      default -> walk.skip();
    }
  }

  private void column(String column, JsonWalk walk) {
    columnType = "";
    walk.object(
        name -> {
          if (name.equals("type")) {
            columnType = walk.text("");
          } else {
            walk.skip();
          }
        });
    columns.put(column, columnType);
  }

  private String fact(String name) {
    return facts.getOrDefault(name, "");
  }
}
