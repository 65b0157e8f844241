package dev.lockflight.connector.github;

import dev.lockflight.connector.http.Request;

/** Commits and how they compare. Thread-safe. */
public final class Commits {
  private final RepositoryCalls calls;

  Commits(RepositoryCalls calls) {
    this.calls = calls;
  }

  /** The commit that a branch, tag or abbreviated id means now. */
  public Commit get(String ref) throws InterruptedException {
    return Commit.read(
        calls.api().json(calls.get("/commits/{ref}", ref), Permission.CONTENTS_READ));
  }

  /** What {@code head} has and {@code base} has not, and how many commits it lacks. */
  public Comparison compare(String base, String head) throws InterruptedException {
    Request request = calls.get("/compare/{basehead}", base + "..." + head);
    return Comparison.read(calls.api().json(request, Permission.CONTENTS_READ));
  }
}
