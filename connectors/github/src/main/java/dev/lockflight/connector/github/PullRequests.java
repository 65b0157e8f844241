package dev.lockflight.connector.github;

import dev.lockflight.connector.http.Answer;
import dev.lockflight.connector.http.JsonTree;
import dev.lockflight.connector.http.Request;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Pull requests. Thread-safe. */
public final class PullRequests {
  /** GitHub lists no more files of a pull request than these. */
  static final int MOST_FILES = 3000;

  private final RepositoryCalls calls;

  PullRequests(RepositoryCalls calls) {
    this.calls = calls;
  }

  public PullRequest get(long number) throws InterruptedException {
    return PullRequest.read(
        calls.api().json(calls.get("/pulls/{pull_number}", number), Permission.PULLS_READ));
  }

  /** The commit it stands for: its head, or, when it is merged, what merging it made. */
  public String commitOf(long number) throws InterruptedException {
    JsonTree json =
        calls.api().json(calls.get("/pulls/{pull_number}", number), Permission.PULLS_READ);
    return json.at("merged_at").isPresent()
        ? json.at("merge_commit_sha").text()
        : json.at("head", "sha").text();
  }

  /** The pull requests that have this commit, open and merged ones. */
  public List<PullRequest> having(String sha) throws InterruptedException {
    return calls
        .api()
        .all(
            calls.get("/commits/{commit_sha}/pulls", sha),
            "",
            PullRequest::read,
            Permission.PULLS_READ);
  }

  /** The changed files, at most 3,000: GitHub lists no more. */
  public List<ChangedFile> files(long number) throws InterruptedException {
    return list(number, "/files", ChangedFile::read);
  }

  /** The commits, at most 250: GitHub lists no more. */
  public List<Commit> commits(long number) throws InterruptedException {
    return list(number, "/commits", Commit::read);
  }

  /** All reviews, oldest first. */
  public List<Review> reviews(long number) throws InterruptedException {
    return list(number, "/reviews", Review::read);
  }

  private <T> List<T> list(long number, String what, Function<JsonTree, T> read)
      throws InterruptedException {
    Request request = calls.get("/pulls/{pull_number}" + what, number);
    return calls.api().all(request, "", read, Permission.PULLS_READ);
  }

  /**
   * Reviews the commit.
   *
   * @param state APPROVED, CHANGES_REQUESTED or COMMENTED; the last two need a body
   */
  public void review(long number, String sha, Review.State state, String body)
      throws InterruptedException {
    String event =
        switch (state) {
          case APPROVED -> "APPROVE";
          case CHANGES_REQUESTED -> "REQUEST_CHANGES";
          case COMMENTED -> "COMMENT";
          case DISMISSED, PENDING ->
              throw new IllegalArgumentException("a review cannot be made " + state);
        };
    Request request =
        calls
            .post("/pulls/{pull_number}/reviews", number)
            .json(Fields.of("commit_id", sha).and("event", event).andIf("body", body).map());
    Answer unused = calls.api().send(request, Permission.PULLS_WRITE);
  }

  /**
   * Merges, if the head is still the commit that was judged. Repeating it finds it merged.
   *
   * @throws GitHubException CONFLICT when the head has moved, or it cannot be merged
   */
  public Merged merge(long number, String headSha, MergeMethod method) throws InterruptedException {
    Request request =
        calls
            .put("/pulls/{pull_number}/merge", number)
            .json(Fields.of("sha", headSha).and("merge_method", method.word()).map());
    try {
      JsonTree merged = calls.api().json(request, Permission.CONTENTS_WRITE);
      return new Merged(merged.at("sha").text(), false);
    } catch (GitHubException e) {
      if (e.kind() == GitHubException.Kind.CONFLICT
          && isMerged(number)
          && hadHead(number, headSha)) {
        return new Merged("", true);
      }
      throw e;
    }
  }

  private boolean hadHead(long number, String sha) throws InterruptedException {
    return get(number).head().sha().equals(sha);
  }

  public boolean isMerged(long number) throws InterruptedException {
    Request request = calls.get("/pulls/{pull_number}/merge", number).accepting(404);
    return calls.api().send(request, Permission.CONTENTS_READ).status() == 204;
  }

  /** Merges the base into the pull request's branch, which GitHub does a little later. */
  public void update(long number, String headSha) throws InterruptedException {
    Request request =
        calls
            .put("/pulls/{pull_number}/update-branch", number)
            .json(Map.of("expected_head_sha", headSha));
    Answer unused = calls.api().send(request, Permission.PULLS_WRITE);
  }

  /** How many conversations about its lines are not resolved. */
  public int openConversations(long number) throws InterruptedException {
    return new Conversations(calls).open(number);
  }
}
