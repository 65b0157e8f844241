package dev.lockflight.connector.airflow;

import dev.lockflight.connector.airflow.DagRun.Times;
import dev.lockflight.connector.http.JsonTree;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what Airflow answers. */
record AirflowReader(AirflowApi api, URI base) {
  private static final Pattern OFFSET = Pattern.compile("(?:^|&)offset=(\\d+)");

  DagState dag(JsonTree dag) {
    JsonTree errors = dag.at("has_import_errors");
    return new DagState(
        dag.at("dag_id").text(),
        dag.at("is_paused").isTrue(),
        api.isLoaded(dag),
        errors.isPresent() && errors.isTrue(),
        dag.at("fileloc").optionalText().orElse(""));
  }

  DagRun run(JsonTree run) {
    String dag = run.at("dag_id").text();
    String id = run.at("dag_run_id").text();
    Times times =
        new Times(
            moment(api.logicalDate(run)),
            moment(run.at("start_date").optionalText()),
            moment(run.at("end_date").optionalText()));
    return new DagRun(dag, id, run.at("state").text(), times, api.page(base, dag, id), List.of());
  }

  static TaskState task(JsonTree task) {
    JsonTree index = task.at("map_index");
    JsonTree tries = task.at("try_number");
    return new TaskState(
        task.at("task_id").text(),
        index.isPresent() ? Math.toIntExact(index.number()) : -1,
        task.at("state").optionalText().orElse("none"),
        tries.isPresent() ? Math.toIntExact(tries.number()) : 0,
        "");
  }

  static ImportError importError(JsonTree error) {
    return new ImportError(
        error.at("filename").text(), error.at("stack_trace").optionalText().orElse(""));
  }

  /** A time without the form of RFC 3339 is one that is not known. */
  private static @Nullable Instant moment(Optional<String> text) {
    try {
      return text.map(time -> OffsetDateTime.parse(time).toInstant()).orElse(null);
    } catch (DateTimeException e) {
      return null;
    }
  }

  static int offset(URI page) {
    Matcher matcher = OFFSET.matcher(page.getQuery() == null ? "" : page.getQuery());
    return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
  }
}
