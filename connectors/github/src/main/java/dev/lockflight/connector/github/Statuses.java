package dev.lockflight.connector.github;

import dev.lockflight.Call;
import dev.lockflight.connector.http.Answer;
import dev.lockflight.connector.http.Request;
import java.util.List;
import java.util.Objects;

/** Commit statuses. Thread-safe. */
public final class Statuses {
  private final RepositoryCalls calls;

  Statuses(RepositoryCalls calls) {
    this.calls = calls;
  }

  /** Marks the commit. Repeating it changes nothing: the newest of a context counts. */
  public void set(String sha, CommitStatus status) throws InterruptedException {
    Request request =
        calls
            .post("/statuses/{sha}", sha)
            .json(
                Fields.of("state", status.state().word())
                    .and("context", status.context())
                    .andIf("description", status.description())
                    .andIf("target_url", Objects.toString(status.link(), ""))
                    .map())
            .repeatable();
    Answer unused = calls.api().send(request, Permission.STATUSES_WRITE);
  }

  /** The newest status of each context at a commit, branch or tag. */
  public List<CommitStatus> latest(String ref) throws InterruptedException {
    return calls
        .api()
        .all(
            calls.get("/commits/{ref}/status", ref),
            "statuses",
            CommitStatus::read,
            Permission.STATUSES_READ);
  }

  /** A step that marks the commit of the run's release. */
  public Call<CommitStatus> report(CommitStatus status) {
    return GitHubCall.of(
        "status " + status.context().replace('/', ' '),
        "status " + status + " at the release in " + calls.name(),
        context -> {
          set(context.release().commit(), status);
          return status;
        });
  }
}
