package dev.lockflight;

/** A pipeline, stage, environment or gate was described in a way that could never run. */
public final class InvalidDefinitionException extends LockflightException {
  public InvalidDefinitionException(String message) {
    super(message);
  }
}
