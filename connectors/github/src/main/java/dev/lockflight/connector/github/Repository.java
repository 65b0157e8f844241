package dev.lockflight.connector.github;

import dev.lockflight.Revisions;
import dev.lockflight.connector.github.webhook.Webhooks;
import dev.lockflight.engine.Triggers;
import java.util.List;
import java.util.Set;

/** What can be asked of one repository and done in it, by subject. Thread-safe. */
public final class Repository {
  private final RepositoryCalls calls;

  Repository(RepositoryCalls calls) {
    this.calls = calls;
  }

  public RepositoryName name() {
    return calls.name();
  }

  /** The small marks at a commit. */
  public Statuses statuses() {
    return new Statuses(calls);
  }

  /** Check runs with annotations; they need a GitHub App, as GITHUB_TOKEN is. */
  public Checks checks() {
    return new Checks(calls);
  }

  public PullRequests pullRequests() {
    return new PullRequests(calls);
  }

  /** Comments on pull requests and issues. */
  public Comments comments() {
    return new Comments(calls);
  }

  /** Labels of pull requests and issues. */
  public Labels labels() {
    return new Labels(calls);
  }

  public Commits commits() {
    return new Commits(calls);
  }

  public Contents contents() {
    return new Contents(calls);
  }

  public Branches branches() {
    return new Branches(calls);
  }

  public GitHubDeployments deployments() {
    return new GitHubDeployments(calls, List.of());
  }

  public GitHubEnvironments environments() {
    return new GitHubEnvironments(calls);
  }

  public Workflows workflows() {
    return new Workflows(calls);
  }

  public Refs refs() {
    return new Refs(calls);
  }

  public Releases releases() {
    return new Releases(calls);
  }

  public CodeScanning codeScanning() {
    return new CodeScanning(calls);
  }

  /** The commits of branches and tags, for triggers: who polls them, and what schedules release. */
  public Revisions revisions() {
    return new GitHubRevisions(calls);
  }

  /** Steps at the pull request of a run's release. */
  public PullRequestSteps onPullRequest() {
    return new PullRequestSteps(calls, PullRequestChoice.ofRun(calls));
  }

  /** Approvals by reviews, environments and comments. */
  public GitHubApprovals approvals() {
    return new GitHubApprovals(calls, login -> Set.of());
  }

  /** Where GitHub delivers this repository's webhooks, which start runs by these triggers. */
  public WebhookEndpoint webhooks(Webhooks webhooks, Triggers triggers) {
    return WebhookEndpoint.of(calls, webhooks, triggers);
  }

  /** Gates on pull requests, checks and protections. */
  public GitHubGates gates() {
    return new GitHubGates(calls, PullRequestChoice.ofRun(calls));
  }

  @Override
  public String toString() {
    return name().toString();
  }
}
