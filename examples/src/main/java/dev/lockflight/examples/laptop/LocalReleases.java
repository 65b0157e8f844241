package dev.lockflight.examples.laptop;

import dev.lockflight.examples.laptop.Routes.Reply;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Releases, their assets and SARIF files of {@link LocalGitHub}. Guarded by the server's lock. */
final class LocalReleases {
  private final Map<String, Map<String, Object>> releases = new TreeMap<>();

  void addTo(Routes routes, URI repository) {
    routes.on(
        "GET", "/releases/tags/([^/]+)", (path, body) -> Reply.ok(releases.get(path.group(1))));
    routes.on("POST", "/releases", (path, body) -> Reply.created(made(repository, body)));
    routes.on(
        "POST",
        "/releases/generate-notes",
        (path, body) -> Reply.ok(Map.of("name", "", "body", "What is new")));
    routes.on("GET", "/releases/\\d+/assets", (path, body) -> Reply.ok(List.of()));
    routes.on(
        "POST",
        "/releases/(\\d+)/assets\\?.*name=([^&]+).*",
        (path, body) -> asset(path.group(2), body));
    routes.on(
        "POST", "/code-scanning/sarifs", (path, body) -> new Reply(202, Map.of("id", "sarif-1")));
    routes.on(
        "GET",
        "/code-scanning/sarifs/.+",
        (path, body) -> Reply.ok(Map.of("processing_status", "complete")));
  }

  List<String> tags() {
    return List.copyOf(releases.keySet());
  }

  private Map<String, Object> made(URI repository, Map<String, Object> body) {
    Map<String, Object> release = new LinkedHashMap<>(body);
    long id = releases.size() + 1L;
    release.put("id", id);
    release.putIfAbsent("name", body.get("tag_name"));
    release.putIfAbsent("body", "");
    release.put("upload_url", repository + "/releases/" + id + "/assets{?name,label}");
    releases.put("" + body.get("tag_name"), release);
    return release;
  }

  private static Reply asset(String name, Map<String, Object> body) {
    Map<String, Object> asset = new LinkedHashMap<>();
    asset.put("id", 1);
    asset.put("name", name);
    asset.put("state", "uploaded");
    asset.put("size", body.getOrDefault("size", 0));
    asset.put("digest", null);
    return Reply.created(asset);
  }
}
