package dev.lockflight.engine;

import dev.lockflight.LockflightException;

/** What was asked of the engine is not allowed or not possible now; nothing has changed. */
public final class RefusedException extends LockflightException {
  /** Why, for programs. */
  public enum Reason {
    /** The pipeline is not registered with this engine. */
    UNKNOWN_PIPELINE,
    /** No trigger of the pipeline matches. */
    NOT_TRIGGERED,
    /** The run has ended. */
    ENDED,
    /** There is no such gate, step or stage, or it does not wait for this. */
    NOT_WAITING,
    /** This person may not. */
    NOT_ALLOWED,
    /** The deadline has passed. */
    TOO_LATE,
    /** What was approved has changed since it was shown. */
    APPROVAL_STALE,
    /** This person has answered already. */
    ALREADY_ANSWERED,
    /** A reason or comment is needed. */
    NEEDS_COMMENT,
    /** The pipeline changed where the run has already been. */
    STRUCTURE_CHANGED,
    /** Something is no longer as the plan shows it. */
    PLAN_CHANGED,
    /** A freeze or a window forbids it now. */
    WINDOW_CLOSED,
    /** Somebody vetoed the release. */
    VETOED,
    /** The environment is pinned to another release. */
    PINNED,
    /** There is nothing that could be rolled back to. */
    NOT_RESTORABLE
  }

  private final Reason reason;

  RefusedException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
