package dev.lockflight.connector.http;

import dev.lockflight.LockflightException;

/** A request that cannot be sent as it was written; nothing was sent. */
public final class InvalidRequestException extends LockflightException {
  public InvalidRequestException(String message) {
    super(message);
  }

  InvalidRequestException(String message, Throwable cause) {
    super(message, cause);
  }
}
