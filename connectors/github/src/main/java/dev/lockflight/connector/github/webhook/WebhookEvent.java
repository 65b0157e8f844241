package dev.lockflight.connector.github.webhook;

import dev.lockflight.Cause;
import dev.lockflight.Decision;
import dev.lockflight.Principal;
import java.util.Set;

/** What a webhook tells, as far as it matters to a delivery. Immutable. */
public sealed interface WebhookEvent {
  /** Something that may start runs. */
  record Started(Cause cause, Source source) implements WebhookEvent {}

  /**
   * Where it happened.
   *
   * @param repository written owner/name
   * @param commit the full id; empty when GitHub does not tell, as for workflow_dispatch
   * @param pullRequest its number, or 0
   * @param isFromFork whether the code is a stranger's: give it no secrets
   * @param ref the branch a dispatch means; else empty
   */
  record Source(
      String repository, String commit, long pullRequest, boolean isFromFork, String ref) {
    public Source(String repository, String commit, long pullRequest, boolean isFromFork) {
      this(repository, commit, pullRequest, isFromFork, "");
    }
  }

  /**
   * Somebody who may has commented a command, such as {@code /approve looks good}.
   *
   * @param word without the slash
   * @param rest what follows it on the same line
   */
  record Command(Principal by, String word, String rest, String repository, long pullRequest)
      implements WebhookEvent {}

  /** A review of a pull request approves it, or asks for changes. */
  record Reviewed(Principal by, Decision.Answer answer, String comment, Source source)
      implements WebhookEvent {}

  /**
   * A required reviewer has answered for environments of a workflow's run.
   *
   * @param environments their names
   */
  record EnvironmentReviewed(
      Principal by,
      Decision.Answer answer,
      String comment,
      long workflowRun,
      Set<String> environments)
      implements WebhookEvent {
    public EnvironmentReviewed {
      environments = Set.copyOf(environments);
    }
  }

  /** Nothing to do. */
  record Ignored(String why) implements WebhookEvent {}
}
