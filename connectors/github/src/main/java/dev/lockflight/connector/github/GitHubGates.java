package dev.lockflight.connector.github;

import dev.lockflight.Digest;
import dev.lockflight.Evidence;
import dev.lockflight.Gate;
import dev.lockflight.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Gates on what GitHub says. What is not finished is PENDING and asked again after 30 seconds, for
 * ever unless {@link Gate#polled} sets an end. What GitHub does not answer is ERRORED.
 *
 * <p>Pull request gates look at the pull request of the run's release, unless {@link #pullRequest}
 * names another. Immutable and thread-safe.
 */
public final class GitHubGates {
  private final RepositoryCalls calls;
  private final PullRequestChoice choice;

  GitHubGates(RepositoryCalls calls, PullRequestChoice choice) {
    this.calls = calls;
    this.choice = choice;
  }

  /** Gates on this pull request. */
  public GitHubGates pullRequest(long number) {
    return new GitHubGates(calls, PullRequestChoice.numbered(calls, number));
  }

  /**
   * These checks and statuses of the release's commit passed, and those of the branch's rules; all
   * that are there when none is named. None at all is ERRORED. Name each that must be there: one
   * that has not begun is not seen otherwise.
   */
  public Gate checksPassed(String... names) {
    return new ChecksPassed(calls, Optional.empty(), List.of(names)).gate();
  }

  /** The same of the newest commit of a branch or tag. */
  public Gate checksPassedAt(String ref, String... names) {
    return new ChecksPassed(calls, Optional.of(ref), List.of(names)).gate();
  }

  /** So many different people approved the head as it is now, and nobody's last word is no. */
  public ReviewsApproved reviewsApproved(int people) {
    return new ReviewsApproved(calls, choice, people, false);
  }

  /** No conversation about its lines is open. */
  public Gate conversationsResolved() {
    return onPull(
        "conversations resolved",
        pull -> {
          int open = new Conversations(calls).open(pull.number());
          Evidence seen = Evidence.of("open conversations", open, 0, link(pull));
          return open == 0
              ? Verdict.passed("all conversations of " + pull + " are resolved", seen)
              : Verdict.failed(open + " conversations of " + pull + " are not resolved", seen);
        });
  }

  /**
   * The title is as agreed.
   *
   * @param regex for the whole title, for example {@code (feat|fix|docs)(\(.+\))?: .+}
   */
  public Gate titleMatches(String regex) {
    Pattern pattern = Pattern.compile(regex);
    return onPull(
        "title matches " + Digest.of(regex).brief(),
        "the title of " + choice.describe() + " matches " + regex,
        pull -> {
          String title = pull.words().title();
          Evidence seen = Evidence.of("title", title, regex, link(pull));
          return pattern.matcher(title).matches()
              ? Verdict.passed("the title is as agreed", seen)
              : Verdict.failed("the title does not match " + regex + ": " + title, seen);
        });
  }

  /** It has all these labels. */
  public Gate labelsPresent(String... labels) {
    List<String> wanted = List.of(labels);
    return onPull(
        "labels " + String.join(" ", labels).replace('/', ' '),
        pull -> {
          List<String> missing = new ArrayList<>(wanted);
          missing.removeAll(pull.words().labels());
          Evidence seen = Evidence.of("labels", pull.words().labels(), wanted, link(pull));
          return missing.isEmpty()
              ? Verdict.passed("all labels are there", seen)
              : Verdict.failed("labels " + missing + " are missing", seen);
        });
  }

  /** It changes at most so many files. */
  public FilesWithin filesWithin(int files) {
    return new FilesWithin(calls, choice, files, Long.MAX_VALUE);
  }

  /** Its head has all commits of its base. */
  public Gate upToDate() {
    return onPull(
        "up to date with its base",
        pull -> UpToDate.judge(calls, pull.base().name(), pull.head().sha()));
  }

  /** The release's commit has all commits of this branch. */
  public Gate upToDateWith(String branch) {
    return GitHubGate.of(
        "up to date with " + branch.replace('/', ' '),
        "the release has all commits of " + branch,
        context -> UpToDate.judge(calls, branch, context.release().commit()));
  }

  /** The branch is guarded; say by what. */
  public BranchProtected branchProtected(String branch) {
    return new BranchProtected(calls, branch, Protection.none());
  }

  /** The environment of GitHub has required reviewers. */
  public EnvironmentProtected environmentProtected(String environment) {
    return new EnvironmentProtected(calls, environment, EnvironmentRules.none());
  }

  private interface PullJudge {
    Verdict judge(PullRequest pull) throws IOException, InterruptedException;
  }

  private Gate onPull(String name, PullJudge judge) {
    return onPull(name, name + " of " + choice.describe(), judge);
  }

  private Gate onPull(String name, String description, PullJudge judge) {
    return GitHubGate.of(name, description, context -> judge.judge(choice.in(context)));
  }

  static String link(PullRequest pull) {
    return Objects.toString(pull.words().link(), pull.toString());
  }
}
