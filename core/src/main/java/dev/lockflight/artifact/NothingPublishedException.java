package dev.lockflight.artifact;

import dev.lockflight.EnvironmentName;
import dev.lockflight.LockflightException;

/** A pointer that was never turned to anything. */
public final class NothingPublishedException extends LockflightException {
  private final EnvironmentName environment;
  private final Pointer pointer;

  NothingPublishedException(EnvironmentName environment, Pointer pointer) {
    super(
        "there is no "
            + pointer
            + " of "
            + environment
            + ": "
            + (pointer == Pointer.LATEST
                ? "nothing was published yet"
                : "no run has passed all its gates and pointed last-good yet"));
    this.environment = environment;
    this.pointer = pointer;
  }

  public EnvironmentName environment() {
    return environment;
  }

  public Pointer pointer() {
    return pointer;
  }
}
