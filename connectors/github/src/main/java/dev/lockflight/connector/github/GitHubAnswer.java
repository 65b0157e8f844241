package dev.lockflight.connector.github;

import dev.lockflight.Decision;
import dev.lockflight.Principal;
import dev.lockflight.connector.github.webhook.WebhookEvent;
import java.util.Optional;

/** What somebody has answered on GitHub. */
public record GitHubAnswer(Principal by, Decision.Answer answer, String comment) {
  /** Of a {@code /approve} or {@code /reject} comment; empty for another command. */
  public static Optional<GitHubAnswer> of(WebhookEvent.Command command) {
    return switch (command.word()) {
      case "approve" ->
          Optional.of(new GitHubAnswer(command.by(), Decision.Answer.APPROVE, command.rest()));
      case "reject" ->
          Optional.of(new GitHubAnswer(command.by(), Decision.Answer.REJECT, command.rest()));
      default -> Optional.empty();
    };
  }

  public static GitHubAnswer of(WebhookEvent.Reviewed review) {
    return new GitHubAnswer(review.by(), review.answer(), review.comment());
  }

  public static GitHubAnswer of(WebhookEvent.EnvironmentReviewed review) {
    return new GitHubAnswer(review.by(), review.answer(), review.comment());
  }
}
