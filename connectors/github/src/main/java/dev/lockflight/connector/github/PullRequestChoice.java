package dev.lockflight.connector.github;

import dev.lockflight.Cause;
import dev.lockflight.RunContext;
import java.util.List;

/** Which pull request a gate or step means. */
interface PullRequestChoice {
  PullRequest in(RunContext context) throws InterruptedException;

  /** In a few words, part of the pipeline's digest. */
  String describe();

  static PullRequestChoice numbered(RepositoryCalls calls, long number) {
    return new Numbered(calls, number);
  }

  /** The one that the run's release belongs to. */
  static PullRequestChoice ofRun(RepositoryCalls calls) {
    return new OfRun(calls);
  }

  /** A pull request by its number. */
  record Numbered(RepositoryCalls calls, long number) implements PullRequestChoice {
    @Override
    public PullRequest in(RunContext context) throws InterruptedException {
      return new PullRequests(calls).get(number);
    }

    @Override
    public String describe() {
      return "pull request " + number;
    }
  }

  /** The one whose head is the release's commit, else the one that brought the commit. */
  record OfRun(RepositoryCalls calls) implements PullRequestChoice {
    @Override
    public PullRequest in(RunContext context) throws InterruptedException {
      String sha = context.release().commit();
      List<PullRequest> having = new PullRequests(calls).having(sha);
      List<PullRequest> fitting =
          having.stream().filter(pull -> isTarget(pull, context.cause())).toList();
      List<PullRequest> heads =
          fitting.stream().filter(pull -> pull.head().sha().equals(sha)).toList();
      List<PullRequest> open = heads.stream().filter(PullRequest::isOpen).toList();
      for (List<PullRequest> some : List.of(open, heads, fitting)) {
        if (some.size() == 1) {
          // lists do not tell whether it can be merged
          return new PullRequests(calls).get(some.get(0).number());
        }
        if (!some.isEmpty()) {
          throw unclear(sha, "has several pull requests " + some + "; name one by its number");
        }
      }
      throw unclear(sha, "has no pull request; open one, or push the commit");
    }

    private static boolean isTarget(PullRequest pull, Cause cause) {
      return cause.kind() != Cause.Kind.PULL_REQUEST || pull.base().name().equals(cause.target());
    }

    private GitHubException unclear(String sha, String why) {
      return GitHubException.of(
          GitHubException.Kind.NOT_FOUND, "commit " + sha + " of " + calls.name() + " " + why);
    }

    @Override
    public String describe() {
      return "the run's pull request";
    }
  }
}
