package dev.lockflight.testkit.databricks;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What can be asked about jobs; what is asked about runs goes on. */
final class JobsApi implements Routes.Service {
  private static final int TASKS_OF_A_PAGE = 100;

  private final Jobs jobs;
  private final RunsApi runs;

  JobsApi(Jobs jobs, RunsApi runs) {
    this.jobs = jobs;
    this.runs = runs;
  }

  @Override
  public Optional<Reply> answer(Incoming request) throws IOException {
    Optional<String> call = request.below("/api/2.2/jobs").or(() -> request.below("/api/2.1/jobs"));
    if (call.isEmpty()) {
      return Optional.empty();
    }
    Optional<Reply> onRuns = runs.answer(request, call.get());
    return onRuns.isPresent() ? onRuns : onJobs(request, request.method() + " " + call.get());
  }

  private Optional<Reply> onJobs(Incoming request, String call) throws IOException {
    switch (call) {
      case "POST /create" -> {
        return Optional.of(Reply.json(Map.of("job_id", jobs.create(request.json()))));
      }
      case "POST /reset" -> {
        JsonNode body = request.json();
        jobs.reset(body.path("job_id").asLong(), body.path("new_settings"));
        return Optional.of(Reply.json(Map.of()));
      }
      case "POST /update" -> {
        JsonNode body = request.json();
        jobs.update(body.path("job_id").asLong(), body.path("new_settings"));
        return Optional.of(Reply.json(Map.of()));
      }
      case "POST /delete" -> {
        jobs.delete(request.json().path("job_id").asLong());
        return Optional.of(Reply.json(Map.of()));
      }
      case "GET /get" -> {
        return Optional.of(Reply.json(job(request)));
      }
      case "GET /list" -> {
        return Optional.of(Reply.json(list(request)));
      }
      default -> {
        return Optional.empty();
      }
    }
  }

  private Map<String, Object> job(Incoming request) {
    long id = Long.parseLong(request.required("job_id"));
    int first = Integer.parseInt(request.query("page_token").orElse("0"));
    JsonNode all = jobs.get(id);
    List<JsonNode> tasks = all.path("tasks").valueStream().toList();
    int end = Math.min(tasks.size(), first + TASKS_OF_A_PAGE);
    ObjectNode settings = (ObjectNode) all.deepCopy();
    if (!tasks.isEmpty()) {
      settings.putArray("tasks").addAll(tasks.subList(first, end));
    }
    Map<String, Object> job = new LinkedHashMap<>();
    job.put("job_id", id);
    job.put("settings", settings);
    if (end < tasks.size()) {
      job.put("has_more", true);
      job.put("next_page_token", Integer.toString(end));
    }
    return job;
  }

  private Map<String, Object> list(Incoming request) {
    int limit = Math.min(100, Integer.parseInt(request.query("limit").orElse("20")));
    int first = Integer.parseInt(request.query("page_token").orElse("0"));
    Optional<String> name = request.query("name");
    List<Map<String, Object>> all =
        jobs.all().entrySet().stream()
            .filter(
                job ->
                    name.isEmpty()
                        || job.getValue().path("name").asString("").equalsIgnoreCase(name.get()))
            .map(job -> listed(job.getKey(), job.getValue()))
            .toList();
    int end = Math.min(all.size(), first + limit);
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("jobs", all.subList(Math.min(first, end), end));
    if (end < all.size()) {
      body.put("has_more", true);
      body.put("next_page_token", Integer.toString(end));
    }
    return body;
  }

  private static Map<String, Object> listed(long id, JsonNode job) {
    ObjectNode settings = (ObjectNode) job.deepCopy();
    var unused = settings.remove("tasks");
    return Map.of("job_id", id, "settings", settings);
  }
}
