package dev.lockflight.connector.github;

import dev.lockflight.connector.http.Answer;
import dev.lockflight.connector.http.AnswerHead;
import dev.lockflight.connector.http.Problem;
import dev.lockflight.connector.http.ProblemReader;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What GitHub's errors mean beyond their status: the rate limits, which come as 403 too, and the
 * refusals with an advice of their own. See "Rate limits for the REST API" and "Troubleshooting the
 * REST API" in GitHub's documentation.
 */
final class GitHubProblems implements ProblemReader {
  private static final Pattern SECONDARY =
      Pattern.compile("\\bsecondary rate\\b|abuse detection", Pattern.CASE_INSENSITIVE);

  /** What GitHub asks to wait when it names no time. */
  private static final Duration UNNAMED_WAIT = Duration.ofSeconds(60);

  @Override
  public Problem read(Problem problem, Answer answer) {
    if (answer.status() == 403 || answer.status() == 429) {
      return limited(problem, answer.head()).orElseGet(() -> forbidden(problem, answer.head()));
    }
    return switch (answer.status()) {
      case 401 -> problem.advising("give a token that is valid and has not expired");
      case 404 ->
          problem.advising("check the names; GitHub also answers so when the token may not see it");
      case 409, 422 -> problem.advising(advice(problem.message()));
      default -> problem;
    };
  }

  private static Optional<Problem> limited(Problem problem, AnswerHead head) {
    boolean secondary = SECONDARY.matcher(problem.message()).find();
    boolean spent = head.header("x-ratelimit-remaining").filter("0"::equals).isPresent();
    if (!secondary && !spent && head.status() != 429) {
      return Optional.empty();
    }
    String which = secondary || !spent ? "a secondary rate limit" : "the hourly rate limit";
    return Optional.of(
        problem
            .refusedUntil(head.retryAfter().orElseGet(() -> reset(head, spent)))
            .advising("GitHub refuses by " + which + ": send fewer requests, or wait"));
  }

  private static Instant reset(AnswerHead head, boolean spent) {
    return head.header("x-ratelimit-reset")
        .filter(text -> spent && text.matches("\\d{1,12}"))
        .map(text -> Instant.ofEpochSecond(Long.parseLong(text) + 1))
        .orElse(head.at().plus(UNNAMED_WAIT));
  }

  private static Problem forbidden(Problem problem, AnswerHead head) {
    Optional<String> accepted =
        head.header("X-Accepted-GitHub-Permissions").filter(text -> !text.isBlank());
    return problem.advising(
        "give the token or the GitHub App the permission"
            + accepted.map(text -> " (GitHub accepts " + text + ")").orElse(""));
  }

  private static String advice(String message) {
    String text = message.toLowerCase(Locale.ROOT);
    if (text.contains("no commit found") || text.contains("sha does not exist")) {
      return "push the commit first, or check its id";
    }
    if (text.contains("already exists") || text.contains("already_exists")) {
      return "it is there already: look at it, or choose another name";
    }
    return "look at its present state and at what was sent, then decide again";
  }
}
