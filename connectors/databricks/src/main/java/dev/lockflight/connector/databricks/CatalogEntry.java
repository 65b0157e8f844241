package dev.lockflight.connector.databricks;

/**
 * What Unity Catalog knows of something.
 *
 * @param type {@code MANAGED}, {@code EXTERNAL}, {@code VIEW}, {@code MANAGED_CATALOG} ...; empty
 *     for a schema
 * @param id which is another after it was dropped and made anew; empty when it has none
 */
public record CatalogEntry(Securable what, String type, String owner, String id) {
  @Override
  public String toString() {
    return what + (type.isEmpty() ? "" : " (" + type + ")");
  }
}
