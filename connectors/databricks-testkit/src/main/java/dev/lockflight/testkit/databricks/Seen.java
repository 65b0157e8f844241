package dev.lockflight.testkit.databricks;

import java.util.ArrayList;
import java.util.List;

/** The requests so far. Thread-safe. */
final class Seen {
  private final List<SeenRequest> requests = new ArrayList<>();

  synchronized SeenRequest add(String method, String path) {
    SeenRequest request = new SeenRequest(requests.size() + 1, method, path);
    requests.add(request);
    return request;
  }

  synchronized List<SeenRequest> all() {
    return List.copyOf(requests);
  }
}
