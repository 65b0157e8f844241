package dev.lockflight.testkit.databricks;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The jobs that were created, by id. Thread-safe. */
final class Jobs {
  private final Runs ids;
  private final Map<Long, JsonNode> settings = new ConcurrentSkipListMap<>();

  Jobs(Runs ids) {
    this.ids = ids;
  }

  long create(JsonNode job) {
    checkGitSource(job);
    var unused = TaskDefinition.all(job);
    long id = ids.newId();
    settings.put(id, job);
    return id;
  }

  /** Says what the vendor says when git_source lacks its provider. */
  static void checkGitSource(JsonNode job) {
    JsonNode git = job.path("git_source");
    if (git.isObject() && git.path("git_provider").asString("").isEmpty()) {
      throw Refusal.badRequest(
          "git_source.git_provider must be one of: github,gitlab,bitbucketcloud,"
              + "gitlabenterpriseedition,bitbucketserver,azuredevopsservices,"
              + "githubenterprise,awscodecommit");
    }
  }

  JsonNode get(long id) {
    JsonNode found = settings.get(id);
    if (found == null) {
      throw Refusal.badRequest("Job " + id + " does not exist.");
    }
    return found;
  }

  void reset(long id, JsonNode all) {
    var unused = get(id);
    checkGitSource(all);
    settings.put(id, all);
  }

  /** Replaces what is named on the top level. */
  void update(long id, JsonNode some) {
    ObjectNode merged = (ObjectNode) get(id).deepCopy();
    some.properties().forEach(p -> merged.set(p.getKey(), p.getValue()));
    reset(id, merged);
  }

  void delete(long id) {
    var unused = get(id);
    var unusedToo = settings.remove(id);
  }

  Map<Long, JsonNode> all() {
    return settings;
  }
}
