package dev.lockflight.connector.databricks;

import dev.lockflight.Evidence;
import dev.lockflight.FailureClass;
import dev.lockflight.Progress;
import dev.lockflight.RemoteOperation.Handle;
import dev.lockflight.RemoteOperation.Poll;
import dev.lockflight.StepContext;
import dev.lockflight.StepFailedException;
import dev.lockflight.connector.http.AnswerException;
import dev.lockflight.connector.http.NoAnswerException;
import dev.lockflight.connector.http.RestException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Follows a run to its end: what all operations that are runs have in common. */
final class RunFollower {
  /** A run changes seldom, and each poll counts against the workspace's rate limit. */
  private static final Duration SOON = Duration.ofSeconds(3);

  private static final Duration LATER = Duration.ofSeconds(15);
  private static final int SHOWN = 5;

  private final Jobs jobs;
  private final boolean toleratesFailedTasks;

  RunFollower(Jobs jobs, boolean toleratesFailedTasks) {
    this.jobs = jobs;
    this.toleratesFailedTasks = toleratesFailedTasks;
  }

  /** Starts a run by an idempotency token. */
  @FunctionalInterface
  interface Start {
    long run() throws InterruptedException;
  }

  /**
   * A start whose answer was lost may have succeeded, and a new attempt would have another token:
   * so that it is not started twice, a person must look.
   */
  Handle submit(Start start, StepContext context) throws InterruptedException {
    try {
      long id = start.run();
      context.log("Databricks run " + id + ": " + jobs.page(id));
      return new Handle(Long.toString(id));
    } catch (DatabricksException e) {
      throw e.asStepFailure();
    } catch (RestException e) {
      throw mayHaveStarted(e)
          ? StepFailedException.fatal(
                  e.getMessage()
                      + "; a run with the idempotency token "
                      + context.idempotencyKey()
                      + " may have started: look for it among the workspace's runs, and cancel it or"
                      + " wait for it before retrying")
              .causedBy(e)
          : e.asStepFailure();
    }
  }

  private static boolean mayHaveStarted(RestException e) {
    if (e instanceof AnswerException answer) {
      return answer.status() >= 500 && !answer.problem().refusal().isRefused();
    }
    return e instanceof NoAnswerException lost && lost.mayHaveArrived();
  }

  Poll<JobRun> poll(Handle handle, StepContext context) throws InterruptedException {
    JobRun run = read(handle);
    if (!run.state().hasEnded()) {
      return Poll.running(run.state().phase() == RunState.Phase.WAITING ? LATER : SOON, told(run));
    }
    context.log(run.toString());
    boolean tolerated =
        toleratesFailedTasks && run.state().outcome() == RunState.Outcome.SUCCEEDED_WITH_FAILURES;
    if (run.state().hasSucceeded() || tolerated) {
      return Poll.finished(run);
    }
    throw failure(run).asStepFailure();
  }

  /** What will pass is left to the engine, which polls again. */
  private JobRun read(Handle handle) throws InterruptedException {
    try {
      return jobs.run(Long.parseLong(handle.value()));
    } catch (RestException e) {
      if (e.failureClass() == FailureClass.TRANSIENT) {
        throw e;
      }
      throw StepFailedException.fatal(
              e.getMessage() + "; run " + handle.value() + " may still be going on")
          .causedBy(e);
    }
  }

  void cancel(Handle handle) throws InterruptedException {
    jobs.cancel(Long.parseLong(handle.value()));
  }

  private static Progress told(JobRun run) {
    long done = run.tasks().stream().filter(task -> task.state().hasEnded()).count();
    String now =
        run.tasks().stream()
            .filter(task -> task.state().phase() == RunState.Phase.RUNNING)
            .map(TaskRun::toString)
            .limit(SHOWN)
            .collect(Collectors.joining(", "));
    return Progress.of(now.isEmpty() ? run.state().word() : now, done, run.tasks().size());
  }

  private DatabricksException failure(JobRun run) throws InterruptedException {
    List<Evidence> evidence = new ArrayList<>();
    boolean passes = Termination.of(run.state()).passes();
    String advice = Termination.of(run.state()).advice();
    for (TaskRun task : run.failedTasks()) {
      Termination why = Termination.of(task.state());
      advice = evidence.isEmpty() && why != Termination.OTHER ? why.advice() : advice;
      passes = evidence.isEmpty() ? why.passes() : passes && why.passes();
      if (evidence.size() < SHOWN) {
        evidence.add(Evidence.of(task.key(), said(task), "SUCCESS", task.page().toString()));
      }
    }
    return DatabricksException.of(
        passes ? FailureClass.TRANSIENT : FailureClass.FATAL,
        "run "
            + run.id()
            + " of "
            + run.name()
            + " ended with "
            + run.state()
            + "; "
            + advice
            + ": "
            + run.page(),
        evidence);
  }

  /** The task's own error, where it can be had. */
  private String said(TaskRun task) throws InterruptedException {
    try {
      String error = jobs.output(task).failure().error();
      return error.isEmpty() ? task.state().toString() : task.state().word() + ": " + error;
    } catch (RestException e) {
      return task.state().toString();
    }
  }
}
