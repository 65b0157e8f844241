package dev.lockflight.connector.github;

import dev.lockflight.Decision;
import dev.lockflight.connector.http.Answer;
import dev.lockflight.connector.http.Request;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Runs of GitHub's workflows. Thread-safe. */
public final class WorkflowRuns {
  private static final String RUN = "/actions/runs/{run_id}";

  private final RepositoryCalls calls;

  WorkflowRuns(RepositoryCalls calls) {
    this.calls = calls;
  }

  public WorkflowRun get(long run) throws InterruptedException {
    return WorkflowRun.read(calls.api().json(calls.get(RUN, run), Permission.ACTIONS_READ));
  }

  /** The runs of this commit, newest first; GitHub lists no more than 1,000. */
  public List<WorkflowRun> ofCommit(String sha) throws InterruptedException {
    return calls
        .api()
        .all(
            calls.get("/actions/runs").query("head_sha", sha),
            "workflow_runs",
            WorkflowRun::read,
            Permission.ACTIONS_READ);
  }

  /** The jobs of its latest attempt. */
  public List<WorkflowJob> jobs(long run) throws InterruptedException {
    Request request = calls.get(RUN + "/jobs", run).query("filter", "latest");
    return calls.api().all(request, "jobs", WorkflowJob::read, Permission.ACTIONS_READ);
  }

  public List<WorkflowArtifact> artifacts(long run) throws InterruptedException {
    return calls
        .api()
        .all(
            calls.get(RUN + "/artifacts", run),
            "artifacts",
            WorkflowArtifact::read,
            Permission.ACTIONS_READ);
  }

  /** Asks it to stop; nothing happens when it has ended. */
  public void cancel(long run) throws InterruptedException {
    Request request = calls.post(RUN + "/cancel", run).accepting(409).repeatable();
    Answer unused = calls.api().send(request, Permission.ACTIONS_WRITE);
  }

  /** Runs the failed jobs and what follows them once more, under the same id. */
  public void rerunFailed(long run) throws InterruptedException {
    Answer unused =
        calls.api().send(calls.post(RUN + "/rerun-failed-jobs", run), Permission.ACTIONS_WRITE);
  }

  /** The log of a job, as text, into a file. */
  public void downloadLog(long job, Path file) throws IOException, InterruptedException {
    Request request = calls.get("/actions/jobs/{job_id}/logs", job);
    calls.api().download(request, file, Permission.ACTIONS_READ);
  }

  /** All logs of a run, as a zip file. */
  public void downloadLogs(long run, Path zip) throws IOException, InterruptedException {
    calls.api().download(calls.get(RUN + "/logs", run), zip, Permission.ACTIONS_READ);
  }

  /**
   * An artifact as a zip file, which appears when it is complete and has the digest that GitHub
   * names.
   *
   * @throws GitHubException NOT_FOUND when it has expired
   */
  public void download(WorkflowArtifact artifact, Path zip)
      throws IOException, InterruptedException {
    if (artifact.isExpired()) {
      throw GitHubException.of(
          GitHubException.Kind.NOT_FOUND,
          "artifact " + artifact.name() + " has expired; run the workflow again");
    }
    Request request =
        calls.get("/actions/artifacts/{artifact_id}/{archive_format}", artifact.id(), "zip");
    calls.api().download(request, zip, Permission.ACTIONS_READ);
    FileDigest.check(zip, artifact.digest(), "artifact " + artifact.name());
  }

  /** The environments the run waits for. */
  public List<PendingDeployment> pending(long run) throws InterruptedException {
    return calls
        .api()
        .json(calls.get(RUN + "/pending_deployments", run), Permission.ACTIONS_READ)
        .items()
        .stream()
        .map(PendingDeployment::read)
        .toList();
  }

  /**
   * Lets the run into the environments, or stops it there.
   *
   * @throws GitHubException INVALID when the credentials are no required reviewer's
   */
  public void answer(
      long run, List<PendingDeployment> pending, Decision.Answer answer, String comment)
      throws InterruptedException {
    Request request =
        calls
            .post(RUN + "/pending_deployments", run)
            .json(
                Fields.of("environment_ids", pending.stream().map(PendingDeployment::id).toList())
                    .and("state", answer == Decision.Answer.APPROVE ? "approved" : "rejected")
                    .and("comment", comment)
                    .map());
    Answer unused = calls.api().send(request, Permission.DEPLOYMENTS_REVIEW);
  }

  /** What required reviewers have answered. */
  public List<EnvironmentReview> reviews(long run) throws InterruptedException {
    return calls
        .api()
        .json(calls.get(RUN + "/approvals", run), Permission.ACTIONS_READ)
        .items()
        .stream()
        .map(EnvironmentReview::read)
        .toList();
  }
}
