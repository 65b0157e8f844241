package dev.lockflight;

/**
 * The one unchecked exception of Lockflight; each subclass stands beside what throws it, and its
 * message says what to do next.
 */
public abstract class LockflightException extends RuntimeException {
  protected LockflightException(String message) {
    super(message);
  }

  protected LockflightException(String message, Throwable cause) {
    super(message, cause);
  }
}
