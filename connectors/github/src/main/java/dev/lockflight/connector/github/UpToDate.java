package dev.lockflight.connector.github;

import dev.lockflight.Evidence;
import dev.lockflight.Verdict;
import java.util.Objects;

/** Whether a commit has all commits of a branch. */
final class UpToDate {
  private UpToDate() {}

  static Verdict judge(RepositoryCalls calls, String branch, String sha)
      throws InterruptedException {
    Comparison comparison = new Commits(calls).compare(branch, sha);
    Evidence seen =
        Evidence.of(
            "commits of " + branch + " that " + sha + " lacks",
            comparison.behind(),
            0,
            Objects.toString(comparison.link(), ""));
    return comparison.behind() == 0
        ? Verdict.passed("it has all commits of " + branch, seen)
        : Verdict.failed(
            "it lacks " + comparison.behind() + " commits of " + branch + "; update the branch",
            seen);
  }
}
