package dev.lockflight.engine;

import dev.lockflight.LockflightException;

/** The engine was closed while somebody waited for one of its runs. */
public final class EngineClosedException extends LockflightException {
  EngineClosedException() {
    super("the engine was closed; the runs go on when the store is opened again");
  }
}
