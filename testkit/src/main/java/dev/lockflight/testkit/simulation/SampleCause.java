package dev.lockflight.testkit.simulation;

import dev.lockflight.Cause;
import dev.lockflight.Principal;
import dev.lockflight.Trigger;

/** A cause that a trigger matches. */
public final class SampleCause {
  private SampleCause() {}

  /**
   * A cause made up.
   *
   * @throws IllegalArgumentException when none that the trigger matches could be made up
   */
  public static Cause of(Trigger trigger, Principal by) {
    Cause cause = made(trigger, by);
    if (!trigger.matches(cause)) {
      throw new IllegalArgumentException(
          "no cause that matches " + trigger + " could be made up; start with a Cause");
    }
    return cause;
  }

  private static Cause made(Trigger trigger, Principal by) {
    if (trigger instanceof Trigger.Push push) {
      return Cause.push(sample(push.branches().get(0).glob()), by);
    }
    if (trigger instanceof Trigger.PullRequest pullRequest) {
      return Cause.pullRequest("feature", sample(pullRequest.into().get(0).glob()), by);
    }
    if (trigger instanceof Trigger.Tag tag) {
      return Cause.tag(sample(tag.pattern().glob()), by);
    }
    if (trigger instanceof Trigger.Cron cron) {
      return Cause.cron(cron.expression().text());
    }
    if (trigger instanceof Trigger.Failure failure) {
      return Cause.failure(failure.pipeline(), failure.environment(), by);
    }
    return trigger instanceof Trigger.Upstream upstream
        ? Cause.upstream(upstream.pipeline(), by)
        : Cause.manual(by);
  }

  private static String sample(String glob) {
    return glob.replace("**", "1").replace("*", "1");
  }
}
