package dev.lockflight;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * Takes and restores savepoints of data: a copy of a database file, versions of Delta tables.
 * Implementations must be thread-safe.
 */
public interface Savepoints {
  /** Records how the data of the stage's environment can be brought back. */
  Savepoint capture(StepContext context) throws Exception;

  /**
   * Brings the data back. Called again after a crash: must then finish what it had begun.
   *
   * @throws StepFailedException when nothing could be restored
   */
  RestoreReport bringBack(Savepoint savepoint, StepContext context) throws Exception;

  /** Whether the savepoint could still be used now; a gate for "the rollback is ready". */
  Verdict check(Savepoint savepoint) throws Exception;

  /**
   * Whether it could still be used at that moment in the future, as far as retention tells. A store
   * that deletes nothing by itself answers as {@link #check}.
   */
  default Verdict checkUntil(Savepoint savepoint, Instant until) throws Exception {
    return check(savepoint);
  }

  /** The outputs that {@link #capture} reads. */
  default Set<Output<?>> reads() {
    return Set.of();
  }

  /** Takes a savepoint. */
  default Call<Savepoint> take() {
    return new TakeSavepoint(this);
  }

  /** Restores the savepoint that an earlier step took. */
  default Call<RestoreReport> restore(Output<Savepoint> before) {
    return new RestoreSavepoint(this, before);
  }

  /** Whether this is a step of {@link #restore}. */
  static boolean areRestoredBy(Operation<?> operation) {
    return operation instanceof RestoreSavepoint;
  }

  /** Whether this is a step of {@link #take}. */
  static boolean areTakenBy(Operation<?> operation) {
    return operation instanceof TakeSavepoint;
  }

  /**
   * Opens when a rollback of the environment is prepared: a verified release exists there, the
   * versions of its data were captured, and they are kept for so long.
   */
  default Gate rollbackReady(Environment environment, Output<Savepoint> before, Duration keptFor) {
    return new RollbackReadyGate(environment.name(), this, before, keptFor);
  }

  /** Opens while the savepoint could be restored. */
  default Gate restorable(Output<Savepoint> before) {
    return new RestorableGate(this, before);
  }
}
