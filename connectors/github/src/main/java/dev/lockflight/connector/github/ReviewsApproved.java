package dev.lockflight.connector.github;

import dev.lockflight.Evidence;
import dev.lockflight.Gate;
import dev.lockflight.GateContext;
import dev.lockflight.GateName;
import dev.lockflight.InvalidDefinitionException;
import dev.lockflight.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * So many different people approved the head as it is now. An approval of an older head, of the
 * author, of a bot, or one that was dismissed does not count; a last word that asks for changes
 * makes it FAILED. Immutable.
 */
public final class ReviewsApproved implements Gate {
  private static final Duration AGAIN = Duration.ofSeconds(30);

  private final RepositoryCalls calls;
  private final PullRequestChoice choice;
  private final int people;
  private final boolean owners;

  ReviewsApproved(RepositoryCalls calls, PullRequestChoice choice, int people, boolean owners) {
    if (people < 1) {
      throw new InvalidDefinitionException("reviews need at least one person: " + people);
    }
    this.calls = calls;
    this.choice = choice;
    this.people = people;
    this.owners = owners;
  }

  /** And for each changed file one of its owners by CODEOWNERS of the base branch. */
  public ReviewsApproved byCodeOwners() {
    return new ReviewsApproved(calls, choice, people, true);
  }

  @Override
  public GateName name() {
    return GateName.of("approved by " + people + (owners ? " and code owners" : ""));
  }

  @Override
  public String describe() {
    return choice.describe() + " is " + name();
  }

  @Override
  public Verdict evaluate(GateContext context) throws Exception {
    return GitHubGate.of("reviews", "reviews", this::judge).evaluate(context);
  }

  private Verdict judge(GateContext context) throws InterruptedException {
    PullRequest pull = choice.in(context);
    Map<String, Review> last = lastWords(new PullRequests(calls).reviews(pull.number()));
    List<String> against = by(last, Review.State.CHANGES_REQUESTED, review -> true);
    List<String> approving =
        by(
            last,
            Review.State.APPROVED,
            review ->
                review.sha().equals(pull.head().sha())
                    && !review.isByBot()
                    && !review.by().equals(pull.words().author()));
    Evidence seen =
        Evidence.of("approved by", approving, people + " people", GitHubGates.link(pull));
    if (!against.isEmpty()) {
      return Verdict.failed("changes were requested by " + against, seen);
    }
    if (approving.size() < people) {
      return Verdict.pendingUntil(
          context.now().plus(AGAIN),
          approving.size() + " of " + people + " people approved " + pull,
          seen);
    }
    return owners
        ? new OwnersApproved(calls, pull, Set.copyOf(approving))
            .judge(context.now().plus(AGAIN), seen)
        : Verdict.passed(approving.size() + " people approved " + pull, seen);
  }

  /** Comments leave an earlier answer as it is. */
  private static Map<String, Review> lastWords(List<Review> reviews) {
    Map<String, Review> last = new TreeMap<>();
    for (Review review : reviews) {
      if (review.state() != Review.State.COMMENTED && review.state() != Review.State.PENDING) {
        last.put(review.by(), review);
      }
    }
    return last;
  }

  private static List<String> by(
      Map<String, Review> last, Review.State state, Predicate<Review> counting) {
    return last.values().stream()
        .filter(review -> review.state() == state)
        .filter(counting)
        .map(Review::by)
        .toList();
  }
}
