package dev.lockflight.connector.github;

import dev.lockflight.Call;
import dev.lockflight.Output;
import dev.lockflight.StepContext;
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
        context -> stick(context, making.apply(context.read(result))));
  }

  /**
   * A step that reports what there is when it runs, in the same comment: for ends of a stage at
   * which what it would report may be missing.
   *
   * @param what in a few words, part of the step's name
   * @param making with {@link StepContext#find} it learns what was left
   */
  public Call<Comment> reporting(String what, Function<StepContext, PullRequestReport> making) {
    return GitHubCall.of(
        "pull request report " + what,
        "report " + what + " at " + choice.describe() + " of " + calls.name(),
        context -> stick(context, making.apply(context)));
  }

  private Comment stick(StepContext context, PullRequestReport report) throws InterruptedException {
    String where = context.environment().map(e -> e.name().value()).orElse(context.stage().value());
    String text = context.redact(report.markdown(Shortened.COMMENT - 500));
    return new Comments(calls)
        .stick(choice.in(context).number(), context.pipeline() + " " + where, text);
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
