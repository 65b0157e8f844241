package dev.lockflight.testkit.databricks;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Works through the open tasks of a run, each when those it depends on have ended. */
final class RunTasks implements Runnable {
  private static final TaskOutcome CANCELED = new TaskOutcome("CANCELED", "", "Run cancelled.", "");

  private final Runs runs;
  private final JobRun run;

  RunTasks(Runs runs, JobRun run) {
    this.runs = runs;
    this.run = run;
  }

  @Override
  public void run() {
    run.begin();
    try {
      for (Optional<TaskState> next = next(); next.isPresent(); next = next()) {
        run.set(next.get().ended(outcome(next.get())));
      }
    } finally {
      run.end(runs.now());
    }
  }

  private Optional<TaskState> next() {
    List<TaskState> open = run.tasks().stream().filter(task -> !task.isOver()).toList();
    Optional<TaskState> free =
        open.stream()
            .filter(
                task ->
                    task.definition().dependencies().stream()
                        .allMatch(on -> run.task(on.key()).isOver()))
            .findFirst();
    return free.isPresent() ? free : open.stream().findFirst();
  }

  private TaskOutcome outcome(TaskState task) {
    if (run.isCanceled()) {
      return CANCELED;
    }
    Optional<TaskOutcome> withheld = withheld(task);
    if (withheld.isPresent()) {
      return withheld.get();
    }
    run.set(task.begun(runs.now()));
    TaskOutcome outcome = work(task);
    return run.isCanceled() ? CANCELED : outcome;
  }

  private TaskOutcome work(TaskState task) {
    Map<String, String> job = run.origin().parameters();
    if (task.definition().type().equals("condition_task")) {
      return TaskOutcome.succeeded(task.definition().condition(job));
    }
    Map<String, String> parameters = new HashMap<>();
    task.definition()
        .parameters()
        .forEach((name, value) -> parameters.put(name, TaskDefinition.resolved(value, job)));
    parameters.putAll(job);
    TaskRun given =
        new TaskRun(
            task.id(), task.definition(), parameters, run.origin().gitCommit(), run::isCanceled);
    try {
      return runs.handler(task.definition()).run(given);
    } catch (Exception e) {
      return TaskOutcome.failed(e.toString());
    }
  }

  /** Why the task does not run at all. */
  private Optional<TaskOutcome> withheld(TaskState task) {
    List<TaskDefinition.Dependency> on = task.definition().dependencies();
    boolean otherBranch =
        on.stream()
            .anyMatch(
                d -> d.outcome().isPresent() && !d.outcome().get().equals(outcomeOf(d).result()));
    if (otherBranch) {
      return Optional.of(new TaskOutcome("EXCLUDED", "", "", ""));
    }
    long good = on.stream().filter(d -> outcomeOf(d).isSuccess()).count();
    long bad = on.stream().filter(d -> isFailed(outcomeOf(d))).count();
    boolean runs =
        switch (task.definition().runIf()) {
          case "ALL_SUCCESS" -> good == on.size();
          case "AT_LEAST_ONE_SUCCESS" -> good > 0;
          case "NONE_FAILED" -> bad == 0;
          case "AT_LEAST_ONE_FAILED" -> bad > 0;
          case "ALL_FAILED" -> bad == on.size();
          default -> true;
        };
    return runs
        ? Optional.empty()
        : Optional.of(new TaskOutcome(bad > 0 ? "UPSTREAM_FAILED" : "EXCLUDED", "", "", ""));
  }

  private static boolean isFailed(TaskOutcome outcome) {
    return !outcome.isSuccess() && !outcome.resultState().equals("EXCLUDED");
  }

  private TaskOutcome outcomeOf(TaskDefinition.Dependency on) {
    return run.task(on.key()).outcome().orElse(CANCELED);
  }
}
