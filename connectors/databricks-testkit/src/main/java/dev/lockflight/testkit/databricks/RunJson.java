package dev.lockflight.testkit.databricks;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.JsonNode;

/** Runs as the Jobs API shows them, in the older words and the newer ones. */
record RunJson(URI host, BooleanSupplier newStatesOnly) {
  private static final int TASKS_OF_A_PAGE = 100;

  Map<String, Object> of(JobRun run, int firstTask) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("run_id", run.id());
    if (run.origin().job() != 0) {
      json.put("job_id", run.origin().job());
    }
    json.put("run_name", run.origin().name());
    json.put("run_type", run.origin().job() == 0 ? "SUBMIT_RUN" : "JOB_RUN");
    json.put("run_page_url", host + "/#job/" + run.origin().job() + "/run/" + run.id());
    json.put("start_time", run.origin().start().toEpochMilli());
    json.put("end_time", run.end().map(java.time.Instant::toEpochMilli).orElse(0L));
    json.put("job_parameters", parameters(run));
    putStates(json, lifeCycleState(run), run.resultState(), messageOf(run));
    List<TaskState> tasks = run.tasks();
    int end = Math.min(tasks.size(), firstTask + TASKS_OF_A_PAGE);
    json.put("tasks", tasks.subList(firstTask, end).stream().map(this::of).toList());
    if (end < tasks.size()) {
      json.put("has_more", true);
      json.put("next_page_token", Integer.toString(end));
    }
    json.put("repair_history", run.repairs().stream().map(id -> Map.of("id", id)).toList());
    return json;
  }

  private static List<Map<String, String>> parameters(JobRun run) {
    return run.origin().parameters().entrySet().stream()
        .map(p -> Map.of("name", p.getKey(), "value", p.getValue()))
        .toList();
  }

  private static String lifeCycleState(JobRun run) {
    if (run.isOver()) {
      return "TERMINATED";
    }
    return run.isCanceled() ? "TERMINATING" : run.hasBegun() ? "RUNNING" : "PENDING";
  }

  private static String messageOf(JobRun run) {
    return run.tasks().stream()
        .filter(task -> task.resultState().orElse("").equals("FAILED"))
        .findFirst()
        .map(
            task ->
                "Task "
                    + task.key()
                    + " failed with message: Workload failed, see run output for details.")
        .orElse("");
  }

  Map<String, Object> of(TaskState task) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("run_id", task.id());
    json.put("run_page_url", host + "/#job/run/" + task.id());
    json.put("attempt_number", task.attempt());
    task.start().ifPresent(start -> json.put("start_time", start.toEpochMilli()));
    for (Map.Entry<String, JsonNode> property : task.definition().json().properties()) {
      json.put(property.getKey(), property.getValue());
    }
    String failed =
        task.resultState().orElse("").equals("FAILED")
            ? "Workload failed, see run output for details"
            : "";
    putStates(json, task.lifeCycleState(), task.resultState(), failed);
    return json;
  }

  private void putStates(
      Map<String, Object> json, String life, Optional<String> result, String message) {
    if (!newStatesOnly.getAsBoolean()) {
      Map<String, Object> state = new LinkedHashMap<>();
      state.put("life_cycle_state", life);
      result.ifPresent(r -> state.put("result_state", r));
      state.put("state_message", message);
      state.put("user_cancelled_or_timedout", result.filter("CANCELED"::equals).isPresent());
      json.put("state", state);
    }
    Map<String, Object> status = new LinkedHashMap<>();
    status.put("state", life.equals("SKIPPED") ? "TERMINATED" : life);
    result.ifPresent(r -> status.put("termination_details", details(r, message)));
    json.put("status", status);
  }

  private static Map<String, Object> details(String result, String message) {
    String code =
        switch (result) {
          case "SUCCESS" -> "SUCCESS";
          case "CANCELED" -> "USER_CANCELED";
          case "EXCLUDED" -> "SKIPPED";
          default -> "RUN_EXECUTION_ERROR";
        };
    boolean good = result.equals("SUCCESS") || result.equals("EXCLUDED");
    return Map.of("code", code, "type", good ? "SUCCESS" : "CLIENT_ERROR", "message", message);
  }

  Map<String, Object> output(TaskState task) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("metadata", of(task));
    TaskOutcome outcome = task.outcome().orElse(TaskOutcome.succeeded());
    if (task.definition().type().equals("notebook_task")) {
      Map<String, Object> notebook = new LinkedHashMap<>();
      if (!outcome.result().isEmpty()) {
        notebook.put("result", outcome.result());
      }
      notebook.put("truncated", false);
      json.put("notebook_output", notebook);
    }
    if (!outcome.logs().isEmpty()) {
      json.put("logs", outcome.logs());
      json.put("logs_truncated", false);
    }
    if (!outcome.error().isEmpty()) {
      json.put("error", outcome.error());
    }
    return json;
  }
}
