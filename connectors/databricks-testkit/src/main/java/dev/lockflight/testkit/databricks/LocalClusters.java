package dev.lockflight.testkit.databricks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Clusters and what is installed on them (Clusters API 2.1, Libraries API 2.0). A library is
 * pending, installing and installed, one step further each time somebody looks; a wheel or file of
 * a volume that is not there fails. Thread-safe.
 */
public final class LocalClusters {
  private static final List<String> WAY = List.of("PENDING", "INSTALLING", "INSTALLED");

  private final Predicate<String> files;
  private final Map<String, Cluster> clusters = new TreeMap<>();
  private final Map<String, String> broken = new TreeMap<>();

  private static final class Cluster {
    String state = "RUNNING";
    final Map<String, Library> libraries = new LinkedHashMap<>();
  }

  /** How far one is; the last word stays. */
  private static final class Library {
    final Object what;
    int looked;

    Library(Object what) {
      this.what = what;
    }
  }

  /**
   * A library as the API tells it.
   *
   * @param message of its failure; empty while there is none
   */
  record Told(Object library, String status, String message) {}

  LocalClusters(Predicate<String> files) {
    this.files = files;
  }

  /** There is such a cluster from now on, and it runs. */
  public synchronized void cluster(String id) {
    clusters.put(id, new Cluster());
  }

  /** It is terminated; starting it forgets nothing that was installed. */
  public synchronized void stop(String id) {
    get(id).state = "TERMINATED";
  }

  /**
   * Whoever installs this fails.
   *
   * @param identity its path, package or coordinates
   */
  public synchronized void breaks(String identity, String message) {
    broken.put(identity, message);
  }

  /** The libraries that are installed, by path, package or coordinates. */
  public synchronized List<String> installed(String id) {
    return get(id).libraries.entrySet().stream()
        .filter(library -> status(library.getKey(), library.getValue()).equals("INSTALLED"))
        .map(Map.Entry::getKey)
        .toList();
  }

  private Cluster get(String id) {
    Cluster found = clusters.get(id);
    if (found == null) {
      throw Refusal.badRequest("Cluster " + id + " does not exist");
    }
    return found;
  }

  synchronized String state(String id) {
    Cluster cluster = get(id);
    String now = cluster.state;
    cluster.state = now.equals("PENDING") ? "RUNNING" : now;
    return now;
  }

  synchronized void start(String id) {
    Cluster cluster = get(id);
    if (!cluster.state.equals("TERMINATED")) {
      throw new Refusal(
          400, "INVALID_STATE", "Cluster " + id + " is in unexpected state " + cluster.state + ".");
    }
    cluster.state = "PENDING";
  }

  synchronized void install(String id, String identity, Object library) {
    var unused = get(id).libraries.putIfAbsent(identity, new Library(library));
  }

  synchronized List<Told> look(String id) {
    return get(id).libraries.entrySet().stream()
        .map(
            entry -> {
              String status = status(entry.getKey(), entry.getValue());
              entry.getValue().looked++;
              String message = status.equals("FAILED") ? why(entry.getKey()) : "";
              return new Told(entry.getValue().what, status, message);
            })
        .toList();
  }

  private String status(String identity, Library library) {
    String status = WAY.get(Math.min(library.looked, WAY.size() - 1));
    return status.equals("INSTALLED") && !why(identity).isEmpty() ? "FAILED" : status;
  }

  private String why(String identity) {
    boolean missing = identity.startsWith("/Volumes/") && !files.test(identity);
    return broken.getOrDefault(
        identity, missing ? "Library from " + identity + " could not be found" : "");
  }

  Routes.Service service() {
    return new ClustersApi(this);
  }
}
