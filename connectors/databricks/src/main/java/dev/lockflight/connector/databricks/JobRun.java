package dev.lockflight.connector.databricks;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * A run of a job, or a one-time run. Survives a JSON round trip. Immutable.
 *
 * @param id its number in the workspace
 * @param page where people look at it
 * @param tasks the newest attempt of each, in the order Databricks tells them
 * @param repairs ids of its repairs, oldest first
 */
public record JobRun(
    long id, String name, RunState state, URI page, List<TaskRun> tasks, List<Long> repairs) {
  public JobRun {
    tasks = List.copyOf(tasks);
    repairs = List.copyOf(repairs);
  }

  public Optional<TaskRun> task(String key) {
    return tasks.stream().filter(task -> task.key().equals(key)).findFirst();
  }

  /** Those that ended without success, except the ones that were not to run. */
  public List<TaskRun> failedTasks() {
    return tasks.stream()
        .filter(task -> task.state().hasEnded())
        .filter(task -> !task.state().hasSucceeded())
        .filter(task -> task.state().outcome() != RunState.Outcome.NOT_RUN)
        .toList();
  }

  @Override
  public String toString() {
    return "run " + id + " " + state.word() + " " + page;
  }
}
