package dev.lockflight.connector.airflow;

import dev.lockflight.StepContext;
import dev.lockflight.connector.http.RestException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps the logs of a run's tasks as files. A log that cannot be had is told, and changes nothing.
 */
record KeepLogs(AirflowRest rest, StepContext context) {
  /** Logs of failed tasks come first. */
  private static final int MOST = 200;

  DagRun of(DagRun run) throws InterruptedException {
    int left = MOST;
    List<TaskState> kept = new ArrayList<>();
    for (TaskState task : run.tasks()) {
      boolean wanted = task.tries() > 0 && (task.hasFailed() || left > 0);
      left = wanted ? left - 1 : left;
      kept.add(wanted ? logged(run, task) : task);
    }
    return run.with(kept);
  }

  private TaskState logged(DagRun run, TaskState task) throws InterruptedException {
    Path file = context.workspace().resolve("airflow-logs").resolve(fileName(task));
    try {
      var unused = Files.createDirectories(file.getParent());
      Path written = Files.writeString(file, context.redact(rest.log(run.dag(), run.id(), task)));
      return task.withLog(written.toString());
    } catch (IOException | RestException e) {
      context.log("no log of " + task.name() + ": " + e.getMessage());
      return task;
    }
  }

  /** Airflow allows letters, digits, dash, dot and underscore in ids of tasks. */
  private static String fileName(TaskState task) {
    String id = task.task().replaceAll("[^\\p{L}\\p{N}._-]", "_");
    return id + (task.mapIndex() < 0 ? "" : "-" + task.mapIndex()) + "-" + task.tries() + ".log";
  }
}
