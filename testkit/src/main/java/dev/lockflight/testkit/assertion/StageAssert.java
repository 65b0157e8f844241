package dev.lockflight.testkit.assertion;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.lockflight.Phase;
import dev.lockflight.StageName;
import dev.lockflight.run.LockClaim;
import dev.lockflight.run.RunStatus;
import dev.lockflight.run.StageRun;

/** What one stage, or matrix cell, of a run did. */
public final class StageAssert extends StatusAssert<StageAssert, StageRun> {
  private final RunRecord record;

  StageAssert(RunRecord record, StageName stage) {
    super(record.run().stage(stage), StageAssert.class);
    this.record = record;
  }

  /** It was skipped, and the reason holds this text. */
  @CanIgnoreReturnValue
  public StageAssert wasSkippedBecause(String text) {
    return wasSkipped().becauseOf(text);
  }

  @Override
  @CanIgnoreReturnValue
  public StageAssert hasStatus(RunStatus status) {
    return check(actual.status() == status, "to be " + status, told());
  }

  @Override
  @CanIgnoreReturnValue
  public StageAssert becauseOf(String text) {
    return check(actual.reason().contains(text), "to say '" + text + "'", told());
  }

  /** It never got past its entry gates: no step of it ran. It may have asked them. */
  @CanIgnoreReturnValue
  public StageAssert neverStarted() {
    boolean past = actual.phase() != Phase.REQUIRE || !actual.steps().isEmpty();
    boolean whole = actual.begunAt().isPresent() && actual.status() == RunStatus.SUCCEEDED;
    return check(!past && !whole, "never to start", "it did, " + told());
  }

  /** Not even its entry gates were asked. */
  @CanIgnoreReturnValue
  public StageAssert neverBegan() {
    return check(actual.begunAt().isEmpty(), "never to begin", "it did, " + told());
  }

  /** Its rollback ran to its end, and the gates behind it opened. */
  @CanIgnoreReturnValue
  public StageAssert rolledBack() {
    return rollback(RollbackOutcome.DONE, "to have been rolled back");
  }

  /** Its rollback ran, and could not bring the environment back or prove that it did. */
  @CanIgnoreReturnValue
  public StageAssert rollbackFailed() {
    return rollback(RollbackOutcome.FAILED, "to have failed to roll back");
  }

  @CanIgnoreReturnValue
  public StageAssert neverRolledBack() {
    return rollback(RollbackOutcome.NEVER_RAN, "never to be rolled back");
  }

  @CanIgnoreReturnValue
  private StageAssert rollback(RollbackOutcome wanted, String words) {
    RollbackOutcome outcome = RollbackOutcome.of(record, actual);
    return check(outcome == wanted, words, "its rollback " + outcome.words() + "; " + told());
  }

  /** It has its environment for itself now. */
  @CanIgnoreReturnValue
  public StageAssert holdsLock() {
    return check(
        actual.lock().filter(LockClaim::held).isPresent(),
        "to hold a lock",
        "its lock is " + actual.lock());
  }

  /** It is in the queue for its environment. */
  @CanIgnoreReturnValue
  public StageAssert waitsForLock() {
    return check(
        actual.lock().filter(claim -> !claim.held()).isPresent(),
        "to wait for a lock",
        "its lock is " + actual.lock());
  }

  /** A step of this stage. */
  public StepAssert step(String step) {
    return new StepAssert(record, new Items(record.pipeline()).step(actual.name(), step));
  }

  /** A gate of this stage. */
  public GateAssert gate(String gate) {
    return new GateAssert(record, new Items(record.pipeline()).gate(actual.name(), gate));
  }

  /** Back to the run. */
  public RunAssert run() {
    return RunAssert.of(record);
  }

  private String told() {
    return "it is "
        + actual.status()
        + (actual.reason().isBlank() ? "" : ": " + actual.reason())
        + (actual.isActive() ? ", phase " + actual.phase().text() : "");
  }

  @CanIgnoreReturnValue
  private StageAssert check(boolean holds, String expected, String but) {
    if (!holds) {
      String subject = "stage " + actual.name() + " " + expected;
      throw failure("%s", Mismatch.at(record, actual.name()).text(subject, but));
    }
    return this;
  }
}
