package dev.lockflight.testkit.databricks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Catalogs, schemas, tables and volumes by name, and who may use them (Unity Catalog API 2.1). A
 * volume brings its schema and catalog with it, and has files. Nobody is refused for want of a
 * privilege: what is granted is only told. Thread-safe.
 */
public final class LocalUnityCatalog {
  private final LocalFiles files;
  private final Map<String, String> tables = new TreeMap<>();
  private final Set<String> made = new TreeSet<>();
  private final Map<String, Set<String>> grants = new TreeMap<>();
  private int page = 1000;

  LocalUnityCatalog(LocalFiles files) {
    this.files = files;
  }

  /** There is such a catalog from now on. */
  public synchronized void catalog(String name) {
    var unused = made.add(name);
  }

  /** There is such a schema, and its catalog. */
  public synchronized void schema(String catalog, String name) {
    var unused = made.add(catalog + "." + name);
  }

  /**
   * There is such a table, its schema and its catalog.
   *
   * @param type as the API says it: MANAGED, VIEW, ...
   */
  public synchronized void table(String catalog, String schema, String name, String type) {
    tables.put(catalog + "." + schema + "." + name, type);
  }

  /** Lists come in pages of at most so many entries, the first of them empty. */
  public synchronized void shortPages(int entries) {
    page = entries;
  }

  /**
   * The principal has this privilege on a securable.
   *
   * @param kind catalog, schema, table or volume
   */
  public synchronized void grant(String kind, String name, String principal, String privilege) {
    var unused =
        grants
            .computeIfAbsent(kind + " " + name + " " + principal, any -> new TreeSet<>())
            .add(privilege);
  }

  synchronized void revoke(String kind, String name, String principal, String privilege) {
    var unused =
        grants.getOrDefault(kind + " " + name + " " + principal, new TreeSet<>()).remove(privilege);
  }

  /** What was granted directly, by principal. */
  synchronized Map<String, Set<String>> grantsOn(String kind, String name) {
    Map<String, Set<String>> found = new TreeMap<>();
    String prefix = kind + " " + name + " ";
    grants.forEach(
        (key, privileges) -> {
          if (key.startsWith(prefix) && !privileges.isEmpty()) {
            found.put(key.substring(prefix.length()), Set.copyOf(privileges));
          }
        });
    return found;
  }

  synchronized int page() {
    return page;
  }

  String tableType(String name) {
    return tables.getOrDefault(name, "MANAGED");
  }

  void makeVolume(String catalog, String schema, String name) {
    files.volume(catalog, schema, name);
  }

  /** The full names of all securables of that kind, sorted. */
  synchronized List<String> names(String kind) {
    Set<String> all = new TreeSet<>();
    int parts = kind.equals("catalog") ? 1 : kind.equals("schema") ? 2 : 3;
    if (kind.equals("table")) {
      all.addAll(tables.keySet());
    }
    if (kind.equals("volume")) {
      all.addAll(volumes());
    }
    if (parts < 3) {
      List<String> known = new ArrayList<>(made);
      known.addAll(volumes());
      known.addAll(tables.keySet());
      for (String name : known) {
        String[] split = name.split("\\.");
        if (split.length >= parts) {
          all.add(String.join(".", List.of(split).subList(0, parts)));
        }
      }
    }
    return List.copyOf(all);
  }

  private List<String> volumes() {
    return files.volumes().stream()
        .map(root -> root.substring("/Volumes/".length()).replace('/', '.'))
        .toList();
  }

  Routes.Service service() {
    return new UnityCatalogApi(this);
  }
}
