package dev.lockflight.connector.github.actions;

import dev.lockflight.LockflightException;

/** The environment is not that of a job of GitHub Actions, or of one that can start a pipeline. */
public final class ActionsException extends LockflightException {
  ActionsException(String message) {
    super(message);
  }
}
