package dev.lockflight.testkit.databricks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What can be asked about clusters and their libraries. */
final class ClustersApi implements Routes.Service {
  private final LocalClusters clusters;

  ClustersApi(LocalClusters clusters) {
    this.clusters = clusters;
  }

  @Override
  public Optional<Reply> answer(Incoming request) throws IOException {
    return switch (request.method() + " " + request.path()) {
      case "GET /api/2.1/clusters/get" -> {
        String id = request.required("cluster_id");
        yield Optional.of(
            Reply.json(Map.of("cluster_id", id, "state", clusters.state(id), "num_workers", 1)));
      }
      case "POST /api/2.1/clusters/start" -> {
        clusters.start(request.json().path("cluster_id").asString(""));
        yield Optional.of(Reply.json(Map.of()));
      }
      case "POST /api/2.0/libraries/install" -> {
        JsonNode body = request.json();
        String id = body.path("cluster_id").asString("");
        body.path("libraries").forEach(each -> clusters.install(id, identity(each), each));
        yield Optional.of(Reply.json(Map.of()));
      }
      case "GET /api/2.0/libraries/cluster-status" ->
          Optional.of(Reply.json(status(request.required("cluster_id"))));
      default -> Optional.empty();
    };
  }

  private static String identity(JsonNode library) {
    for (String kind : List.of("whl", "jar", "requirements", "egg")) {
      if (library.has(kind)) {
        return library.path(kind).asString("");
      }
    }
    if (library.has("pypi")) {
      return library.path("pypi").path("package").asString("");
    }
    if (library.has("maven")) {
      return library.path("maven").path("coordinates").asString("");
    }
    throw Refusal.badRequest("Unknown library: " + library);
  }

  private Map<String, Object> status(String id) {
    List<Map<String, Object>> statuses = new ArrayList<>();
    for (LocalClusters.Told told : clusters.look(id)) {
      Map<String, Object> status = new LinkedHashMap<>();
      status.put("library", told.library());
      status.put("status", told.status());
      if (!told.message().isEmpty()) {
        status.put("messages", List.of(told.message()));
      }
      status.put("is_library_for_all_clusters", false);
      statuses.add(status);
    }
    return statuses.isEmpty()
        ? Map.of("cluster_id", id)
        : Map.of("cluster_id", id, "library_statuses", statuses);
  }
}
