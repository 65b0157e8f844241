package dev.lockflight.connector.github;

import dev.lockflight.Cause;
import dev.lockflight.Progress;
import dev.lockflight.RemoteOperation;
import dev.lockflight.StepContext;
import dev.lockflight.StepFailedException;
import java.nio.file.Path;
import java.time.Duration;

/** Uploads a SARIF file and waits until GitHub has read it. Uploading again does no harm. */
final class SarifUpload implements RemoteOperation<SarifOutcome> {
  private static final Duration AGAIN = Duration.ofSeconds(5);

  private final RepositoryCalls calls;
  private final Path file;

  SarifUpload(RepositoryCalls calls, Path file) {
    this.calls = calls;
    this.file = file;
  }

  @Override
  public String name() {
    return "upload " + file.getFileName();
  }

  @Override
  public String describe() {
    return "upload " + file.getFileName() + " to the code scanning of " + calls.name();
  }

  @Override
  public Handle submit(StepContext context) throws Exception {
    return GitHubCall.failingAsStep(
        () ->
            new Handle(
                new CodeScanning(calls).upload(context.release().commit(), ref(context), file)));
  }

  private String ref(StepContext context) throws InterruptedException {
    Cause cause = context.cause();
    return switch (cause.kind()) {
      case PUSH -> "refs/heads/" + cause.ref();
      case TAG -> "refs/tags/" + cause.ref();
      case PULL_REQUEST ->
          "refs/pull/" + PullRequestChoice.ofRun(calls).in(context).number() + "/head";
      case CRON, MANUAL, UPSTREAM, FAILURE -> "refs/heads/" + defaultBranch();
    };
  }

  private String defaultBranch() throws InterruptedException {
    return calls.api().json(calls.get(""), Permission.METADATA_READ).at("default_branch").text();
  }

  @Override
  public Poll<SarifOutcome> poll(Handle handle, StepContext context) throws Exception {
    SarifOutcome outcome =
        GitHubCall.failingAsStep(() -> new CodeScanning(calls).outcome(handle.value()));
    if (outcome.status().equals("failed")) {
      throw StepFailedException.fatal("GitHub cannot read " + file + ": " + outcome.errors());
    }
    return outcome.status().equals("complete")
        ? Poll.finished(outcome)
        : Poll.running(AGAIN, Progress.of("GitHub reads " + file.getFileName(), 0));
  }

  /** GitHub offers no way to take it back; reading it ends by itself. */
  @Override
  public void cancel(Handle handle, StepContext context) {
    context.log("GitHub goes on reading " + file.getFileName());
  }
}
