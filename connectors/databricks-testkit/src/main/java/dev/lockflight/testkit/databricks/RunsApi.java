package dev.lockflight.testkit.databricks;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** What can be asked about runs. */
final class RunsApi {
  private static final int TASKS_IN_ALL = 1000;

  private final Jobs jobs;
  private final Runs runs;
  private final RunJson json;

  RunsApi(Jobs jobs, Runs runs, RunJson json) {
    this.jobs = jobs;
    this.runs = runs;
    this.json = json;
  }

  Optional<Reply> answer(Incoming request, String path) throws IOException {
    Object answer =
        switch (request.method() + " " + path) {
          case "POST /run-now" -> runNow(request.json());
          case "POST /runs/submit" -> submit(request.json());
          case "GET /runs/get" -> get(request);
          case "GET /runs/get-output" -> output(request);
          case "GET /runs/list" -> list(request);
          case "POST /runs/cancel" -> cancel(request.json());
          case "POST /runs/repair" -> repair(request.json());
          case "POST /runs/delete" -> delete(request.json());
          default -> "";
        };
    return answer.equals("") ? Optional.empty() : Optional.of(Reply.json(answer));
  }

  private Map<String, Object> runNow(JsonNode body) {
    long job = body.path("job_id").asLong();
    JsonNode settings = jobs.get(job);
    Map<String, String> parameters = new LinkedHashMap<>();
    settings
        .path("parameters")
        .forEach(p -> parameters.put(p.path("name").asString(), p.path("default").asString("")));
    for (String place : List.of("job_parameters", "notebook_params")) {
      body.path(place)
          .properties()
          .forEach(p -> parameters.put(p.getKey(), p.getValue().asString("")));
    }
    String name = settings.path("name").asString("Untitled");
    JobRun run =
        runs.begin(
            body.path("idempotency_token").asString(""),
            () -> made(job, name, parameters, settings));
    return Map.of("run_id", run.id(), "number_in_job", run.id());
  }

  private Map<String, Object> submit(JsonNode body) {
    Jobs.checkGitSource(body);
    String name = body.path("run_name").asString("Untitled");
    JobRun run =
        runs.begin(
            body.path("idempotency_token").asString(""), () -> made(0, name, Map.of(), body));
    return Map.of("run_id", run.id());
  }

  private JobRun made(long job, String name, Map<String, String> parameters, JsonNode settings) {
    List<TaskState> tasks =
        TaskDefinition.all(settings).stream()
            .map(task -> TaskState.open(runs.newId(), task, 0))
            .toList();
    if (tasks.isEmpty() || tasks.size() > TASKS_IN_ALL) {
      throw Refusal.badRequest("A run has 1 to " + TASKS_IN_ALL + " tasks, not " + tasks.size());
    }
    Optional<String> commit =
        Optional.ofNullable(settings.path("git_source").path("git_commit").asString(null));
    return new JobRun(
        new JobRun.RunOrigin(runs.newId(), job, name, parameters, commit, runs.now()), tasks);
  }

  private Map<String, Object> get(Incoming request) {
    long id = Long.parseLong(request.required("run_id"));
    Optional<TaskState> task = runs.ofTask(id).flatMap(run -> run.task(id));
    return task.isPresent()
        ? json.of(task.get())
        : json.of(runs.get(id), Integer.parseInt(request.query("page_token").orElse("0")));
  }

  private Map<String, Object> output(Incoming request) {
    long id = Long.parseLong(request.required("run_id"));
    Optional<TaskState> task = runs.ofTask(id).flatMap(run -> run.task(id));
    if (task.isPresent()) {
      return json.output(task.get());
    }
    List<TaskState> tasks = runs.get(id).tasks();
    if (tasks.size() > 1) {
      throw Refusal.badRequest(
          "Retrieving the output of runs with multiple tasks is not supported. Please retrieve the"
              + " output of each individual task run instead.");
    }
    return json.output(tasks.get(0));
  }

  private Map<String, Object> list(Incoming request) {
    int limit = Integer.parseInt(request.query("limit").orElse("20"));
    int first = Integer.parseInt(request.query("page_token").orElse("0"));
    Optional<Long> job = request.query("job_id").map(Long::parseLong);
    boolean active = request.query("active_only").orElse("").equals("true");
    List<JobRun> all =
        runs.all().stream()
            .filter(run -> job.isEmpty() || job.get() == run.origin().job())
            .filter(run -> !active || !run.isOver())
            .toList();
    int end = Math.min(all.size(), first + limit);
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("runs", all.subList(Math.min(first, end), end).stream().map(this::brief).toList());
    body.put("has_more", end < all.size());
    if (end < all.size()) {
      body.put("next_page_token", Integer.toString(end));
    }
    return body;
  }

  private Map<String, Object> brief(JobRun run) {
    Map<String, Object> all = json.of(run, 0);
    var unused = all.remove("tasks");
    return all;
  }

  private Map<String, Object> cancel(JsonNode body) {
    runs.get(body.path("run_id").asLong()).cancel();
    return Map.of();
  }

  private Map<String, Object> delete(JsonNode body) {
    runs.delete(body.path("run_id").asLong());
    return Map.of();
  }

  private Map<String, Object> repair(JsonNode body) {
    JobRun run = runs.get(body.path("run_id").asLong());
    Set<String> again = new TreeSet<>();
    body.path("rerun_tasks").forEach(key -> again.add(key.asString("")));
    if (body.path("rerun_all_failed_tasks").asBoolean(false)) {
      run.tasks().stream()
          .filter(task -> !task.outcome().map(TaskOutcome::isSuccess).orElse(false))
          .forEach(task -> again.add(task.key()));
    }
    if (body.path("rerun_dependent_tasks").asBoolean(false)) {
      addDependents(run, again);
    }
    Map<String, TaskState> reopened = new LinkedHashMap<>();
    for (String key : again) {
      TaskState old = run.task(key);
      reopened.put(key, TaskState.open(runs.newId(), old.definition(), old.attempt() + 1));
    }
    long repair = runs.newId();
    run.repair(repair, body.path("latest_repair_id").asLong(0), reopened);
    runs.work(run);
    return Map.of("repair_id", repair);
  }

  private static void addDependents(JobRun run, Set<String> again) {
    boolean grew = true;
    while (grew) {
      grew = false;
      for (TaskState task : run.tasks()) {
        boolean behind =
            task.definition().dependencies().stream().anyMatch(on -> again.contains(on.key()));
        grew |= behind && again.add(task.key());
      }
    }
  }
}
