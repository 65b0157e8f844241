package dev.lockflight.connector.github;

import dev.lockflight.Call;
import dev.lockflight.Output;
import java.util.function.Function;

/** Steps that show something at the pull request of the run's release. Thread-safe. */
public final class PullRequestSteps {
  private final RepositoryCalls calls;
  private final PullRequestChoice choice;

  PullRequestSteps(RepositoryCalls calls, PullRequestChoice choice) {
    this.calls = calls;
    this.choice = choice;
  }

  /** At this pull request. */
  public PullRequestSteps numbered(long number) {
    return new PullRequestSteps(calls, PullRequestChoice.numbered(calls, number));
  }

  /**
   * A step that reports what another step left, in one comment per pipeline and environment, which
   * is changed by later runs.
   */
  public <T> Call<Comment> report(Output<T> result, Function<T, PullRequestReport> making) {
    return GitHubCall.reading(
        result,
        "pull request report " + result.name(),
        "report " + result.name() + " at " + choice.describe() + " of " + calls.name(),
        context -> {
          String where =
              context.environment().map(e -> e.name().value()).orElse(context.stage().value());
          String text = making.apply(context.read(result)).markdown(Shortened.COMMENT - 500);
          long number = choice.in(context).number();
          return new Comments(calls)
              .stick(number, context.pipeline() + " " + where, context.redact(text));
        });
  }

  /** A step that merges it, if its head is still the commit of the release. */
  public Call<Merged> merge(MergeMethod method) {
    return GitHubCall.of(
        "merge pull request",
        "merge " + choice.describe() + " of " + calls.name() + " by " + method.word(),
        context ->
            new PullRequests(calls)
                .merge(choice.in(context).number(), context.release().commit(), method));
  }
}
