package dev.lockflight.connector.airflow;

import dev.lockflight.Evidence;
import dev.lockflight.FailureClass;
import dev.lockflight.Progress;
import dev.lockflight.RemoteOperation.Poll;
import dev.lockflight.StepContext;
import dev.lockflight.StepFailedException;
import dev.lockflight.connector.http.RestException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Follows a run to its end. */
record FollowRun(AirflowRest rest, String dag, TriggerDag.Manner manner) {
  private static final Duration SOON = Duration.ofSeconds(5);
  private static final int SHOWN = 5;

  Poll<DagRun> poll(DagHandle handle, StepContext context) throws InterruptedException {
    DagRun run = read(handle.run());
    if (run.hasEnded()) {
      return ended(run, context);
    }
    Instant end = handle.since().plus(manner.within());
    if (!context.now().isBefore(end)) {
      throw late(run, context);
    }
    Duration left = Duration.between(context.now(), end);
    return Poll.running(left.compareTo(SOON) < 0 ? left : SOON, told(run));
  }

  /** What will pass is left to the engine, which polls again. */
  private DagRun read(String id) throws InterruptedException {
    try {
      DagRun run = rest.run(dag, id);
      return run.with(rest.tasks(dag, id));
    } catch (RestException e) {
      if (e.failureClass() == FailureClass.TRANSIENT) {
        throw e;
      }
      throw StepFailedException.fatal(
              e.getMessage() + "; run " + id + " of DAG " + dag + " may still be going on")
          .causedBy(e);
    }
  }

  private Poll<DagRun> ended(DagRun run, StepContext context) throws InterruptedException {
    context.log("Airflow " + run);
    DagRun kept = manner.keepsLogs() ? new KeepLogs(rest, context).of(run) : run;
    if (run.hasSucceeded()) {
      return Poll.finished(kept);
    }
    throw StepFailedException.fatal(
        "run "
            + run.id()
            + " of DAG "
            + dag
            + " failed"
            + (run.failedTasks().isEmpty()
                ? " without a failed task: somebody may have set it to failed"
                : " at " + names(run.failedTasks()))
            + "; correct it and start again: "
            + run.page(),
        evidence(run));
  }

  private Evidence[] evidence(DagRun run) throws InterruptedException {
    List<Evidence> seen = new ArrayList<>();
    for (TaskState task : run.failedTasks()) {
      if (seen.size() < SHOWN) {
        seen.add(Evidence.of(task.name(), said(run, task), "success", run.page().toString()));
      }
    }
    return seen.toArray(Evidence[]::new);
  }

  /** The task's own error, where it can be had. */
  private String said(DagRun run, TaskState task) throws InterruptedException {
    try {
      String error = TaskLog.error(rest.log(dag, run.id(), task));
      return error.isEmpty() ? task.state() : error;
    } catch (RestException e) {
      return task.state();
    }
  }

  private StepFailedException late(DagRun run, StepContext context) throws InterruptedException {
    List<TaskState> open = run.tasks().stream().filter(task -> !task.hasEnded()).toList();
    String stopped = "it was set to failed";
    try {
      rest.stop(dag, run.id());
    } catch (RestException e) {
      stopped = "it could not be stopped: " + e.getMessage();
    }
    context.log("Airflow " + run + ", too late; " + stopped);
    return StepFailedException.transientFailure(
        "run "
            + run.id()
            + " of DAG "
            + dag
            + " did not end within "
            + manner.within()
            + "; "
            + stopped
            + "; open were "
            + (open.isEmpty() ? "no tasks" : names(open))
            + ", the run was "
            + progress(run)
            + ": "
            + run.page());
  }

  private Progress told(DagRun run) throws InterruptedException {
    long done = run.tasks().stream().filter(TaskState::hasEnded).count();
    return Progress.of(progress(run), done, run.tasks().isEmpty() ? -1 : run.tasks().size());
  }

  private String progress(DagRun run) throws InterruptedException {
    List<TaskState> running =
        run.tasks().stream().filter(task -> task.state().equals("running")).toList();
    if (!running.isEmpty()) {
      return names(running);
    }
    return run.state() + (rest.dag(dag).isPaused() ? ": the DAG is paused, unpause it" : "");
  }

  private static String names(List<TaskState> tasks) {
    String first =
        tasks.stream().limit(SHOWN).map(TaskState::toString).collect(Collectors.joining(", "));
    return tasks.size() > SHOWN ? first + " and " + (tasks.size() - SHOWN) + " more" : first;
  }
}
