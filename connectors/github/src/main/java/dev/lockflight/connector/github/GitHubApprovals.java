package dev.lockflight.connector.github;

import dev.lockflight.Decision;
import dev.lockflight.Principal;
import dev.lockflight.RunId;
import dev.lockflight.engine.Answer;
import dev.lockflight.engine.Engine;
import dev.lockflight.engine.RefusedException;
import dev.lockflight.run.Run;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Approvals that people give on GitHub. The login is the approver; whether it may approve, and is
 * not the initiator's, the engine decides by the approval's rule. Thread-safe.
 */
public final class GitHubApprovals {
  private final RepositoryCalls calls;
  private final Function<String, Set<String>> groups;

  GitHubApprovals(RepositoryCalls calls, Function<String, Set<String>> groups) {
    this.calls = calls;
    this.groups = groups;
  }

  /** Which groups a login is in; an approval may name a group. */
  public GitHubApprovals groups(Function<String, Set<String>> ofLogin) {
    return new GitHubApprovals(calls, ofLogin);
  }

  /** The last word of each reviewer about this very commit of a pull request; bots do not count. */
  public List<GitHubAnswer> ofReviews(long pullRequest, String commit) throws InterruptedException {
    Map<String, GitHubAnswer> last = new TreeMap<>();
    for (Review review : new PullRequests(calls).reviews(pullRequest)) {
      if (review.isByBot() || !review.sha().equals(commit)) {
        continue;
      }
      switch (review.state()) {
        case APPROVED ->
            last.put(review.by(), answer(review.by(), Decision.Answer.APPROVE, review.body()));
        case CHANGES_REQUESTED ->
            last.put(review.by(), answer(review.by(), Decision.Answer.REJECT, review.body()));
        case DISMISSED -> last.remove(review.by());
        case COMMENTED, PENDING -> {}
      }
    }
    return List.copyOf(last.values());
  }

  /** What required reviewers answered for an environment in a workflow's run. */
  public List<GitHubAnswer> ofEnvironment(long workflowRun, String environment)
      throws InterruptedException {
    return new WorkflowRuns(calls)
        .reviews(workflowRun).stream()
            .filter(review -> review.environments().contains(environment))
            .map(review -> answer(review.by(), review.answer(), review.comment()))
            .toList();
  }

  /** Asks GitHub by itself for answers to the approval of this name; say in which ways. */
  public GitHubAnswers answering(String approval) {
    return GitHubAnswers.of(calls, groups, approval);
  }

  private GitHubAnswer answer(String login, Decision.Answer answer, String comment) {
    return new GitHubAnswer(new Principal(login, Set.of(), "github"), answer, comment);
  }

  /**
   * Passes answers to the engine; what it refuses changes nothing.
   *
   * @return why each was refused, by login; those that counted are not in it
   */
  public Map<String, String> pass(
      List<GitHubAnswer> answers, Engine engine, RunId run, String approval) {
    Map<String, String> refused = new TreeMap<>();
    for (GitHubAnswer given : answers) {
      Principal by = given.by().withGroups(groups.apply(given.by().name()).toArray(String[]::new));
      Answer answer = Answer.to(run, approval, by).saying(given.comment());
      try {
        Run unused =
            given.answer() == Decision.Answer.APPROVE
                ? engine.approve(answer)
                : engine.reject(answer);
      } catch (RefusedException e) {
        refused.put(by.name(), String.valueOf(e.getMessage()));
      }
    }
    return refused;
  }
}
