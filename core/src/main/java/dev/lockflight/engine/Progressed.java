package dev.lockflight.engine;

import dev.lockflight.run.RunStatus;

/**
 * How far the gates or steps of a phase have come.
 *
 * @param status how the stage would end when the phase failed
 */
record Progressed(Kind kind, RunStatus status, String reason) {
  enum Kind {
    WAITING,
    DONE,
    FAILED
  }

  static final Progressed WAITING = new Progressed(Kind.WAITING, RunStatus.WAITING, "");
  static final Progressed DONE = new Progressed(Kind.DONE, RunStatus.SUCCEEDED, "");

  static Progressed failed(RunStatus status, String reason) {
    return new Progressed(Kind.FAILED, status, reason);
  }

  boolean isWaiting() {
    return kind == Kind.WAITING;
  }

  boolean isDone() {
    return kind == Kind.DONE;
  }
}
