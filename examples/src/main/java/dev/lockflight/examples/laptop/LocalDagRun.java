package dev.lockflight.examples.laptop;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A run of a DAG with its tasks and their logs. Thread-safe. */
final class LocalDagRun {
  private final LocalDag dag;
  private final Map<String, Object> json = new LinkedHashMap<>();
  private final Map<String, @Nullable String> states = new LinkedHashMap<>();
  private final Map<String, List<Map<String, Object>>> logs = new LinkedHashMap<>();

  LocalDagRun(LocalDag dag, Map<String, Object> asked, Instant now) {
    this.dag = dag;
    json.put("dag_run_id", asked.get("dag_run_id"));
    json.put("dag_id", dag.id());
    json.put("logical_date", asked.get("logical_date"));
    json.put("queued_at", now.toString());
    json.put("start_date", null);
    json.put("end_date", null);
    json.put("run_type", "manual");
    json.put("triggered_by", "rest_api");
    json.put("conf", asked.getOrDefault("conf", Map.of()));
    json.put("note", asked.get("note"));
    json.put("state", "queued");
    dag.tasks().forEach(task -> states.put(task, null));
  }

  synchronized String id() {
    return "" + json.get("dag_run_id");
  }

  synchronized boolean covers(String logicalDate) {
    return logicalDate.equals(json.get("logical_date"));
  }

  synchronized Map<String, Object> json() {
    return new LinkedHashMap<>(json);
  }

  synchronized boolean hasEnded() {
    return List.of("success", "failed").contains(json.get("state"));
  }

  /** Runs the tasks, until one fails. */
  void perform() {
    changed("running", "start_date");
    for (String task : dag.tasks()) {
      if (!hasEnded() && !performed(task)) {
        ended("failed");
      }
    }
    ended("success");
  }

  private boolean performed(String task) {
    put(task, "running");
    try {
      dag.run(task, line -> log(task, line, Map.of()));
      put(task, "success");
      return true;
    } catch (Exception e) {
      List<Object> errors =
          List.of(
              Map.of(
                  "exc_type", e.getClass().getSimpleName(),
                  "exc_value", "" + e.getMessage(),
                  "frames", List.of()));
      log(task, "Task failed with exception", Map.of("level", "error", "error_detail", errors));
      put(task, "failed");
      return false;
    }
  }

  /** What has not ended when the run is set to failed has failed with it. */
  synchronized void ended(String state) {
    if (hasEnded()) {
      return;
    }
    states.replaceAll(
        (task, before) -> before == null ? "upstream_failed" : before.replace("running", "failed"));
    changed(state, "end_date");
  }

  private synchronized void changed(String state, String date) {
    json.put("state", state);
    json.put(date, Instant.now().toString());
  }

  private synchronized void put(String task, String state) {
    if (!hasEnded()) {
      states.put(task, state);
    }
  }

  private synchronized void log(String task, String line, Map<String, Object> more) {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("timestamp", Instant.now().toString());
    event.put("level", "info");
    event.put("event", line);
    event.putAll(more);
    logs.computeIfAbsent(task, name -> new ArrayList<>()).add(event);
  }

  synchronized Map<String, Object> tasks() {
    List<Map<String, Object>> all = new ArrayList<>();
    states.forEach(
        (name, state) -> {
          Map<String, Object> task = new LinkedHashMap<>();
          task.put("task_id", name);
          task.put("map_index", -1);
          task.put("state", state);
          task.put("try_number", logs.containsKey(name) ? 1 : 0);
          all.add(task);
        });
    return Map.of("task_instances", all, "total_entries", all.size());
  }

  synchronized Map<String, Object> logOf(String task) {
    return Map.of("content", List.copyOf(logs.getOrDefault(task, List.of())));
  }
}
