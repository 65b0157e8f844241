package dev.lockflight.store;

import dev.lockflight.LockflightException;

/** A store cannot be opened, read or written. */
public class StoreException extends LockflightException {
  public StoreException(String message) {
    super(message);
  }

  public StoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
