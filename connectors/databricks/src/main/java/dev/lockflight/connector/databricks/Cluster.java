package dev.lockflight.connector.databricks;

import dev.lockflight.RemoteOperation;
import dev.lockflight.connector.http.JsonTree;
import dev.lockflight.connector.http.Request;
import dev.lockflight.connector.http.RestClient;
import java.util.ArrayList;
import java.util.List;

/** A cluster of the workspace. Thread-safe. */
public final class Cluster {
  private final RestClient client;
  private final String id;

  Cluster(RestClient client, String id) {
    this.client = client;
    this.id = id;
  }

  /** {@code RUNNING}, {@code TERMINATED}, ... as Databricks says it. */
  public String state() throws InterruptedException {
    Request request = Request.get("/api/2.1/clusters/get").query("cluster_id", id);
    return client.send(request).json().at("state").text();
  }

  /** Asks it to start, and returns at once; an error when it runs already. */
  public void start() throws InterruptedException {
    var unused =
        client.send(
            Request.post("/api/2.1/clusters/start").json(Fields.NONE.with("cluster_id", id)));
  }

  /**
   * A step that installs these and waits until all are; the cluster must run. A library that is
   * there in another version stays until the cluster restarts.
   */
  public RemoteOperation<InstalledLibraries> installed(Library... libraries) {
    return new InstallLibraries(this, List.of(libraries));
  }

  void install(List<Library> libraries) throws InterruptedException {
    Fields body =
        Fields.NONE
            .with("cluster_id", id)
            .with("libraries", libraries.stream().map(Library::spec).toList());
    var unused = client.send(Request.post("/api/2.0/libraries/install").json(body).repeatable());
  }

  /** How far each library of the cluster is. */
  public List<InstalledLibraries.Library> libraries() throws InterruptedException {
    Request request = Request.get("/api/2.0/libraries/cluster-status").query("cluster_id", id);
    List<InstalledLibraries.Library> all = new ArrayList<>();
    for (JsonTree status : client.send(request).json().at("library_statuses").items()) {
      List<String> messages = status.at("messages").items().stream().map(JsonTree::text).toList();
      all.add(
          new InstalledLibraries.Library(
              identity(status.at("library")),
              status.at("status").text(),
              String.join("; ", messages)));
    }
    return all;
  }

  private static String identity(JsonTree library) {
    String kind = library.names().get(0);
    JsonTree what = library.at(kind);
    return what.optionalText()
        .or(() -> what.at("package").optionalText())
        .or(() -> what.at("coordinates").optionalText())
        .orElse(what.toString());
  }

  @Override
  public String toString() {
    return "cluster " + id;
  }
}
