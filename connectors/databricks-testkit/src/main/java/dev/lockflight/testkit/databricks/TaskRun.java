package dev.lockflight.testkit.databricks;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** What the handler of a task is given. Thread-safe. */
public final class TaskRun {
  private final long runId;
  private final TaskDefinition definition;
  private final Map<String, String> parameters;
  private final Optional<String> gitCommit;
  private final BooleanSupplier canceled;

  TaskRun(
      long runId,
      TaskDefinition definition,
      Map<String, String> parameters,
      Optional<String> gitCommit,
      BooleanSupplier canceled) {
    this.runId = runId;
    this.definition = definition;
    this.parameters = Map.copyOf(parameters);
    this.gitCommit = gitCommit;
    this.canceled = canceled;
  }

  /** The id of this task's run, not of the whole run. */
  public long runId() {
    return runId;
  }

  public String key() {
    return definition.key();
  }

  /** As the API calls it: {@code notebook_task}, {@code dbt_task}, ... */
  public String type() {
    return definition.type();
  }

  /** The notebook's path, the script's file, the wheel's package; empty for other tasks. */
  public String name() {
    return definition.name();
  }

  /** The named parameters, those of the job included, with references resolved. */
  public Map<String, String> parameters() {
    return parameters;
  }

  /** The commands of a dbt task, or the parameters of a script in their order. */
  public List<String> arguments() {
    return definition.arguments();
  }

  /** The commit that git_source pins. */
  public Optional<String> gitCommit() {
    return gitCommit;
  }

  /** The task as it was sent, in JSON. */
  public String json() {
    return definition.json().toString();
  }

  /** Whether the run was canceled meanwhile; its thread is interrupted then, too. */
  public boolean isCanceled() {
    return canceled.getAsBoolean();
  }

  @Override
  public String toString() {
    return type() + " " + key() + " " + name();
  }
}
