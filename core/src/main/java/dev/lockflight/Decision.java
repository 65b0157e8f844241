package dev.lockflight;

import java.time.Instant;

/**
 * One person's answer to an approval.
 *
 * @param gate the approval that was answered
 * @param seen the digest of what was shown: release, plan, evidence, state of the environment
 */
public record Decision(
    GateName gate, Principal by, Answer answer, Instant at, String comment, Digest seen) {
  /** What was answered. */
  public enum Answer {
    APPROVE,
    REJECT
  }

  @Override
  public String toString() {
    String said = comment.isBlank() ? "" : ": " + comment;
    return by.name() + (answer == Answer.APPROVE ? " approved" : " rejected") + said;
  }
}
