package dev.lockflight;

/** A step or gate read an output that no step of this run has written. */
public final class MissingOutputException extends LockflightException {
  public MissingOutputException(Output<?> output, String reason) {
    super("output " + output.name() + " is not there: " + reason);
  }
}
