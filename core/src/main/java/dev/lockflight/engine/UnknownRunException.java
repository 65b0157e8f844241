package dev.lockflight.engine;

import dev.lockflight.LockflightException;
import dev.lockflight.RunId;

/** The store has no such run. */
public final class UnknownRunException extends LockflightException {
  public UnknownRunException(RunId run) {
    super("there is no run " + run + " in this store; list the runs to see which there are");
  }
}
