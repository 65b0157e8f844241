package dev.lockflight.run;

import dev.lockflight.Digest;
import dev.lockflight.RunId;
import dev.lockflight.StageName;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a run comes from.
 *
 * @param of the earlier run that is rerun or rolled back
 * @param stage the stage it is rerun from, or whose deployment is rolled back
 * @param plan the digest of the plan it was applied from; null when it was started without one
 */
public record Origin(
    Kind kind,
    @Nullable RunId of,
    @Nullable StageName stage,
    String reason,
    @Nullable Digest plan) {
  /** What kind of run it is. */
  public enum Kind {
    START,
    RERUN,
    ROLLBACK,
    /** A start that may pass freezes and soaks, for the reason given. */
    HOTFIX
  }

  public static final Origin START = new Origin(Kind.START, null, null, "", null);

  /** A start that does what this plan shows. */
  public static Origin applied(Digest plan) {
    return new Origin(Kind.START, null, null, "", plan);
  }

  public static Origin hotfix(String reason) {
    return new Origin(Kind.HOTFIX, null, null, reason, null);
  }

  /** The same start, which does what this plan shows. */
  public Origin applying(Digest digest) {
    return new Origin(kind, of, stage, reason, digest);
  }

  public static Origin rerun(RunId of, StageName from, String reason) {
    return new Origin(Kind.RERUN, of, from, reason, null);
  }

  public static Origin rollback(RunId of, StageName stage, String reason) {
    return new Origin(Kind.ROLLBACK, of, stage, reason, null);
  }

  /** Whether this run only rolls that stage back. */
  public boolean rollsBack(StageName candidate) {
    return kind == Kind.ROLLBACK && candidate.equals(stage);
  }

  public Optional<RunId> earlierRun() {
    return Optional.ofNullable(of);
  }

  /** The digest of the plan it was applied from. */
  public Optional<Digest> appliedPlan() {
    return Optional.ofNullable(plan);
  }
}
