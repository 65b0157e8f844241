package dev.lockflight.connector.github;

import dev.lockflight.Evidence;
import dev.lockflight.Progress;
import dev.lockflight.RemoteOperation;
import dev.lockflight.StepFailedException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** Looks how a workflow's run is going. */
record RunWatch(WorkflowRuns runs) {
  static final Duration AGAIN = Duration.ofSeconds(15);

  RemoteOperation.Poll<WorkflowRun> look(long id) throws InterruptedException {
    WorkflowRun run = runs.get(id);
    if (!run.isCompleted()) {
      return RemoteOperation.Poll.running(AGAIN, progress(run));
    }
    if (run.isPassed()) {
      return RemoteOperation.Poll.finished(run);
    }
    String told =
        "workflow run " + run.name() + " ended with " + run.conclusion() + ": " + run.link();
    Evidence[] failed = failedJobs(id);
    throw run.conclusion().equals("timed_out") || run.conclusion().equals("startup_failure")
        ? StepFailedException.transientFailure(told, failed)
        : StepFailedException.fatal(told, failed);
  }

  private Progress progress(WorkflowRun run) throws InterruptedException {
    List<WorkflowJob> jobs = runs.jobs(run.id());
    long done = jobs.stream().filter(WorkflowJob::isCompleted).count();
    String now =
        jobs.stream()
            .filter(job -> job.status().equals("in_progress"))
            .map(WorkflowJob::name)
            .findFirst()
            .orElse(run.status());
    return Progress.of(now, done, jobs.size());
  }

  private Evidence[] failedJobs(long id) throws InterruptedException {
    return runs.jobs(id).stream()
        .filter(job -> job.isCompleted() && !job.conclusion().equals("success"))
        .filter(job -> !job.conclusion().equals("skipped"))
        .limit(20)
        .map(
            job ->
                Evidence.of(
                    "job " + job.name(),
                    job.conclusion(),
                    "success",
                    Objects.toString(job.link(), "")))
        .toArray(Evidence[]::new);
  }
}
