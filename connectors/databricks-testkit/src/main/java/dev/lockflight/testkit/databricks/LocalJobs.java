package dev.lockflight.testkit.databricks;

import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Predicate;

/**
 * Jobs and their runs (Jobs API 2.2). What a task does is a handler that the test registers; a task
 * for which there is none fails. A run begins when the executor takes it, and a task when those it
 * depends on have ended. Thread-safe.
 */
public final class LocalJobs {
  private final Runs runs;
  private final List<Registered> handlers = new CopyOnWriteArrayList<>();
  private volatile boolean newStatesOnly;

  private record Registered(Predicate<TaskDefinition> tasks, TaskHandler handler) {}

  LocalJobs(Executor threads, InstantSource clock) {
    runs = new Runs(threads, clock, this::handler);
  }

  /** What the notebook at this path does. */
  public void notebook(String path, TaskHandler handler) {
    register(task -> task.type().equals("notebook_task") && task.name().equals(path), handler);
  }

  /** What tasks of this type do, named as in the API: {@code dbt_task}, {@code sql_task}, ... */
  public void tasks(String type, TaskHandler handler) {
    register(task -> task.type().equals(type), handler);
  }

  /** What is registered later counts first. */
  private void register(Predicate<TaskDefinition> tasks, TaskHandler handler) {
    handlers.add(0, new Registered(tasks, handler));
  }

  /** Runs tell their state only in the newer field {@code status}. */
  public void newStatesOnly() {
    newStatesOnly = true;
  }

  /** How many runs have begun, repairs not counted. */
  public int begun() {
    return runs.begun();
  }

  private TaskHandler handler(TaskDefinition task) {
    return handlers.stream()
        .filter(registered -> registered.tasks().test(task))
        .map(Registered::handler)
        .findFirst()
        .orElse(run -> TaskOutcome.failed("Nothing is registered for " + run));
  }

  Routes.Service service(URI host) {
    RunJson json = new RunJson(host, () -> newStatesOnly);
    Jobs jobs = new Jobs(runs);
    return new JobsApi(jobs, new RunsApi(jobs, runs, json));
  }

  void close() {
    runs.close();
  }
}
