package dev.lockflight.connector.databricks;

import dev.lockflight.StepContext;
import dev.lockflight.connector.dbt.DbtInvocation;
import dev.lockflight.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** What the notebook {@code run_dbt} is told: texts, because widgets hold nothing else. */
record NotebookParameters(Map<String, String> values) {
  private static final Set<String> NAMED =
      Set.of("--target", "--select", "--exclude", "--defer", "--full-refresh", "--vars");

  static NotebookParameters of(
      DbtWords words, String remote, DbtInvocation invocation, StepContext context) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("cmd", words.command());
    values.put("target", words.joined("--target"));
    values.put("select", words.joined("--select"));
    values.put("exclude", words.joined("--exclude"));
    values.put("defer", Boolean.toString(words.has("--defer")));
    values.put("state_path", words.state().isPresent() ? remote + "/state" : "");
    values.put("full_refresh", Boolean.toString(words.has("--full-refresh")));
    values.put("vars", words.joined("--vars"));
    values.put("run_id", context.run().value());
    values.put("commit", context.release().commit());
    values.put("artifacts", remote);
    values.put("more", Json.write(words.without(NAMED)));
    values.put("env", Json.write(invocation.environment()));
    return new NotebookParameters(values);
  }

  JobTask on(JobTask notebook) {
    JobTask task = notebook;
    for (Map.Entry<String, String> value : values.entrySet()) {
      task = task.parameter(value.getKey(), value.getValue());
    }
    return task;
  }
}
