package dev.lockflight.examples.laptop;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A pull request of {@link LocalGitHub}. Guarded by the server's lock. */
final class LocalPull {
  final long number;
  final String title;
  final String author;
  final String from;
  final String into;
  final List<String> labels;
  final List<Map<String, Object>> reviews = new ArrayList<>();
  int openConversations;
  String mergedAs = "";
  String mergedHead = "";

  LocalPull(long number, String title, String author, String from, String into, String... labels) {
    this.number = number;
    this.title = title;
    this.author = author;
    this.from = from;
    this.into = into;
    this.labels = List.of(labels);
  }

  boolean isMerged() {
    return !mergedAs.isEmpty();
  }

  Map<String, Object> json(String repository, String head, String base) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("number", number);
    json.put("state", isMerged() ? "closed" : "open");
    json.put("title", title);
    json.put("body", "");
    json.put("user", Map.of("login", author));
    json.put("labels", labels.stream().map(label -> Map.of("name", label)).toList());
    json.put("head", end(from, isMerged() ? mergedHead : head, repository));
    json.put("base", end(into, base, repository));
    json.put("mergeable", true);
    json.put("merged_at", isMerged() ? "2026-01-05T08:00:00Z" : null);
    return json;
  }

  private static Map<String, Object> end(String ref, String sha, String repository) {
    return Map.of("ref", ref, "sha", sha, "repo", Map.of("full_name", repository));
  }
}
