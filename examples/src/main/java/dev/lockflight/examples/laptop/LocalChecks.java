package dev.lockflight.examples.laptop;

import dev.lockflight.examples.laptop.Routes.Reply;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Check runs and statuses of {@link LocalGitHub}. Guarded by the server's lock. */
final class LocalChecks {
  private final Map<Long, Map<String, Object>> checks = new TreeMap<>();
  private final Map<String, Map<String, Map<String, Object>>> statuses = new TreeMap<>();

  void addTo(Routes routes) {
    routes.on("GET", "/commits/([^/]+)/check-runs", (path, body) -> Reply.ok(of(path.group(1))));
    routes.on("POST", "/check-runs", (path, body) -> Reply.created(made(body)));
    routes.on("GET", "/check-runs/(\\d+)", (path, body) -> Reply.ok(one(id(path.group(1)))));
    routes.on(
        "PATCH",
        "/check-runs/(\\d+)",
        (path, body) -> Reply.changed(checks.get(id(path.group(1))), body));
    routes.on(
        "POST",
        "/statuses/(\\w+)",
        (path, body) -> {
          statuses
              .computeIfAbsent(path.group(1), sha -> new TreeMap<>())
              .put("" + body.get("context"), body);
          return Reply.created(body);
        });
    routes.on(
        "GET",
        "/commits/([^/]+)/status",
        (path, body) ->
            Reply.ok(
                Map.of(
                    "statuses",
                    List.copyOf(statuses.getOrDefault(path.group(1), Map.of()).values()))));
  }

  /** The newest state of each status of a commit, by context. */
  Map<String, String> states(String sha) {
    Map<String, String> states = new TreeMap<>();
    statuses
        .getOrDefault(sha, Map.of())
        .forEach((context, status) -> states.put(context, "" + status.get("state")));
    return states;
  }

  private Map<String, Object> made(Map<String, Object> body) {
    Map<String, Object> check = new LinkedHashMap<>(body);
    check.put("id", checks.size() + 1L);
    check.put("app", Map.of("slug", "lockflight"));
    checks.put(checks.size() + 1L, check);
    return check;
  }

  /** Of its annotations nothing is kept. */
  private @Nullable Map<String, Object> one(Long id) {
    Map<String, Object> check = checks.get(id);
    if (check != null) {
      check.put("output", Map.of("annotations_count", 0));
    }
    return check;
  }

  /** The newest of each name. */
  private Map<String, Object> of(String sha) {
    Map<Object, Map<String, Object>> newest = new LinkedHashMap<>();
    checks.values().stream()
        .filter(check -> sha.equals(check.get("head_sha")))
        .forEach(check -> newest.put(check.get("name"), check));
    return Map.of("check_runs", new ArrayList<>(newest.values()));
  }

  private static Long id(String text) {
    return Long.valueOf(text);
  }
}
