package dev.lockflight.run;

/** How a run, or a stage of it, stands. */
public enum RunStatus {
  /** Created; nothing has begun. */
  PENDING,
  RUNNING,
  /**
   * Holds no thread: an approval, a window, a soak, a lock, a retry or a person's answer is due.
   */
  WAITING,
  SUCCEEDED,
  /** A step failed or a gate found something. */
  FAILED,
  /** A gate could not tell. */
  ERRORED,
  /** A person said no, or the environment refused another run. */
  REJECTED,
  ABORTED,
  /** Nobody answered in time. */
  EXPIRED,
  /** A newer release took its place in the queue. */
  SUPERSEDED,
  /** Its condition was false, or what it needs did not happen. */
  SKIPPED;

  public boolean isEnd() {
    return compareTo(WAITING) > 0;
  }

  /** Whether it ended, and neither well nor by being skipped. */
  public boolean isBadEnd() {
    return isEnd() && this != SUCCEEDED && this != SKIPPED;
  }
}
