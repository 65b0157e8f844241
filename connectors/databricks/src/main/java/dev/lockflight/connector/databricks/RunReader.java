package dev.lockflight.connector.databricks;

import dev.lockflight.connector.http.Answer;
import dev.lockflight.connector.http.JsonTree;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;

/** Runs as the Jobs API tells them, over all its pages of 100 tasks. */
final class RunReader {
  private static final BinaryOperator<TaskRun> NEWER =
      BinaryOperator.maxBy(Comparator.comparingInt(TaskRun::attempt));

  private final URI host;

  RunReader(URI host) {
    this.host = host;
  }

  JobRun read(List<Answer> pages) {
    JsonTree run = pages.get(0).json();
    long id = run.at("run_id").number();
    Map<String, TaskRun> newest = new LinkedHashMap<>();
    for (Answer page : pages) {
      for (JsonTree task : page.json().at("tasks").items()) {
        TaskRun read = task(task, id);
        TaskRun unused = newest.merge(read.key(), read, NEWER);
      }
    }
    List<Long> repairs = new ArrayList<>();
    for (JsonTree entry : run.at("repair_history").items()) {
      entry.at("id").optionalText().ifPresent(repair -> repairs.add(Long.parseLong(repair)));
    }
    return new JobRun(
        id,
        run.at("run_name").optionalText().orElse(""),
        RunState.of(run),
        page(run, id),
        List.copyOf(newest.values()),
        repairs);
  }

  private TaskRun task(JsonTree task, long run) {
    return new TaskRun(
        task.at("task_key").text(),
        task.at("run_id").number(),
        task.at("attempt_number").optionalText().map(Integer::parseInt).orElse(0),
        RunState.of(task),
        page(task, run));
  }

  /** Databricks tells the address; where it does not, the one that leads there. */
  private URI page(JsonTree run, long id) {
    return run.at("run_page_url")
        .optionalText()
        .flatMap(RunReader::address)
        .orElseGet(() -> page(id));
  }

  URI page(long run) {
    return host.resolve("/jobs/runs/" + run);
  }

  private static Optional<URI> address(String text) {
    try {
      return Optional.of(URI.create(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  static TaskOutput output(JsonTree output) {
    JsonTree notebook = output.at("notebook_output");
    boolean cut = isTrue(notebook.at("truncated")) || isTrue(output.at("logs_truncated"));
    return new TaskOutput(
        text(notebook.at("result")),
        cut,
        new TaskOutput.Failure(text(output.at("error")), text(output.at("error_trace"))),
        text(output.at("logs")),
        download(output.at("dbt_output")));
  }

  private static Optional<TaskOutput.Download> download(JsonTree dbt) {
    Map<String, String> headers = new LinkedHashMap<>();
    JsonTree sent = dbt.at("artifacts_headers");
    sent.names().forEach(name -> headers.put(name, sent.at(name).text()));
    return dbt.at("artifacts_link")
        .optionalText()
        .filter(link -> !link.isEmpty())
        .map(link -> new TaskOutput.Download(URI.create(link), headers));
  }

  private static boolean isTrue(JsonTree tree) {
    return tree.isPresent() && tree.isTrue();
  }

  private static String text(JsonTree tree) {
    return tree.optionalText().orElse("");
  }
}
