package dev.lockflight;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a gate decided, and on what.
 *
 * @param summary one sentence for people
 * @param askAgainAt for PENDING: when time alone may change the answer; null when only people can
 * @param refusal for FAILED: whether people refused it or nobody answered in time
 */
public record Verdict(
    Status status,
    String summary,
    List<Evidence> evidence,
    @Nullable Instant askAgainAt,
    Refusal refusal) {
  /** FAILED and ERRORED (could not tell) are never merged; both block. */
  public enum Status {
    PASSED,
    WARNED,
    FAILED,
    ERRORED,
    PENDING,
    SKIPPED,
    OVERRIDDEN;

    /** Whether the gate lets the run go on. */
    public boolean opens() {
      return this == PASSED || this == WARNED || this == SKIPPED || this == OVERRIDDEN;
    }
  }

  /** Why a FAILED verdict was not a finding but an answer of people, or the lack of one. */
  public enum Refusal {
    NONE,
    REJECTED,
    EXPIRED
  }

  public Verdict {
    evidence = List.copyOf(evidence);
  }

  public static Verdict passed(String summary, Evidence... evidence) {
    return of(Status.PASSED, summary, List.of(evidence));
  }

  public static Verdict warned(String summary, Evidence... evidence) {
    return of(Status.WARNED, summary, List.of(evidence));
  }

  public static Verdict failed(String summary, Evidence... evidence) {
    return of(Status.FAILED, summary, List.of(evidence));
  }

  /** Could not tell: no file, a failed query, a missing baseline. */
  public static Verdict errored(String summary, Evidence... evidence) {
    return of(Status.ERRORED, summary, List.of(evidence));
  }

  public static Verdict skipped(String summary) {
    return of(Status.SKIPPED, summary, List.of());
  }

  /** Not decided; asking again at {@code at} may give another answer. */
  public static Verdict pendingUntil(Instant at, String summary, Evidence... evidence) {
    return new Verdict(Status.PENDING, summary, List.of(evidence), at, Refusal.NONE);
  }

  /** Not decided; only people can decide it. */
  public static Verdict pending(String summary, Evidence... evidence) {
    return of(Status.PENDING, summary, List.of(evidence));
  }

  public static Verdict refused(Refusal refusal, String summary, List<Evidence> evidence) {
    return new Verdict(Status.FAILED, summary, evidence, null, refusal);
  }

  public static Verdict of(Status status, String summary, List<Evidence> evidence) {
    return new Verdict(status, summary, evidence, null, Refusal.NONE);
  }

  public Verdict withEvidence(List<Evidence> seen) {
    return new Verdict(status, summary, seen, askAgainAt, refusal);
  }

  /** Whether the gate lets the run go on. */
  public boolean opens() {
    return status.opens();
  }

  public boolean isPending() {
    return status == Status.PENDING;
  }

  public Optional<Instant> nextAnswerAt() {
    return Optional.ofNullable(askAgainAt);
  }

  @Override
  public String toString() {
    return status + ": " + summary;
  }
}
