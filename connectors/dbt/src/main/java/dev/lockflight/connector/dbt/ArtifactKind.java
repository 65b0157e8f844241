package dev.lockflight.connector.dbt;

/** The files dbt writes, and which schema versions of them are read. */
enum ArtifactKind {
  MANIFEST("manifest.json", "manifest", 4, 12),
  RUN_RESULTS("run_results.json", "run-results", 4, 6),
  CATALOG("catalog.json", "catalog", 1, 1),
  SOURCES("sources.json", "sources", 3, 3);

  private final String fileName;
  private final String schema;
  private final int oldest;
  private final int newest;

  ArtifactKind(String fileName, String schema, int oldest, int newest) {
    this.fileName = fileName;
    this.schema = schema;
    this.oldest = oldest;
    this.newest = newest;
  }

  String fileName() {
    return fileName;
  }

  /** As it stands in the schema's address: {@code …/dbt/<schema>/v6.json}. */
  String schema() {
    return schema;
  }

  boolean reads(int version) {
    return version >= oldest && version <= newest;
  }

  String supported() {
    return oldest == newest ? "v" + oldest : "v" + oldest + " to v" + newest;
  }
}
