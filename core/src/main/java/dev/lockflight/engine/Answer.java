package dev.lockflight.engine;

import dev.lockflight.Decision;
import dev.lockflight.Digest;
import dev.lockflight.GateName;
import dev.lockflight.Principal;
import dev.lockflight.RunId;
import dev.lockflight.StageName;
import org.jspecify.annotations.Nullable;

/**
 * A person's answer to an approval.
 *
 * @param stage needed only when several stages ask for the same approval at once
 * @param seen the digest of what the person was shown; null for what is asked at present
 */
public record Answer(
    RunId run,
    GateName approval,
    Principal by,
    String comment,
    @Nullable StageName stage,
    @Nullable Digest seen) {
  public static Answer to(RunId run, String approval, Principal by) {
    return new Answer(run, GateName.of(approval), by, "", null, null);
  }

  public Answer saying(String why) {
    return new Answer(run, approval, by, why, stage, seen);
  }

  public Answer inStage(String name) {
    return new Answer(run, approval, by, comment, StageName.of(name), seen);
  }

  /** Bound to what was shown: refused when the question has changed since. */
  public Answer having(Digest shown) {
    return new Answer(run, approval, by, comment, stage, shown);
  }

  Decision decision(Decision.Answer answer, java.time.Instant at, Digest shown) {
    return new Decision(approval, by, answer, at, comment, shown);
  }
}
