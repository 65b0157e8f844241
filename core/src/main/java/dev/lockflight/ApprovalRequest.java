package dev.lockflight;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An approval that people have been asked for.
 *
 * @param seen digest over release, plan, evidence and the environment's present state; the answer
 *     is bound to it
 * @param evidence what was known when it was asked for
 */
public record ApprovalRequest(
    GateName gate,
    Instant askedAt,
    @Nullable Instant deadline,
    Digest seen,
    List<Evidence> evidence) {
  public ApprovalRequest {
    evidence = List.copyOf(evidence);
  }

  public Optional<Instant> expires() {
    return Optional.ofNullable(deadline);
  }
}
