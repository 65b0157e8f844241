package dev.lockflight.connector.airflow;

import dev.lockflight.ProducesFiles;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A run of a DAG. Survives a JSON round trip. Its files are the kept logs. Immutable.
 *
 * @param id Airflow's {@code dag_run_id}
 * @param state in Airflow's words: {@code queued}, {@code running}, {@code success}, {@code
 *     failed}. A word nobody has heard of is not the end of a run, and no success
 * @param page where people look at it
 * @param tasks at most the first 1,000
 */
public record DagRun(
    String dag, String id, String state, Times times, URI page, List<TaskState> tasks)
    implements ProducesFiles {
  /**
   * When it was.
   *
   * @param logical the moment it covers; null when it has none, or Airflow did not say
   */
  public record Times(
      @Nullable Instant logical, @Nullable Instant began, @Nullable Instant ended) {}

  public DagRun {
    tasks = List.copyOf(tasks);
  }

  public boolean hasEnded() {
    return hasSucceeded() || state.equals("failed");
  }

  public boolean hasSucceeded() {
    return state.equals("success");
  }

  public Optional<Instant> logicalDate() {
    return Optional.ofNullable(times.logical());
  }

  public List<TaskState> failedTasks() {
    return tasks.stream().filter(TaskState::hasFailed).toList();
  }

  DagRun with(List<TaskState> known) {
    return new DagRun(dag, id, state, times, page, known);
  }

  @Override
  public Map<String, Path> files() {
    Map<String, Path> files = new TreeMap<>();
    for (TaskState task : tasks) {
      if (!task.log().isEmpty()) {
        Path file = Path.of(task.log());
        files.put("airflow-logs/" + file.getFileName(), file);
      }
    }
    return files;
  }

  @Override
  public String toString() {
    return "run " + id + " of DAG " + dag + " " + state + " " + page;
  }
}
