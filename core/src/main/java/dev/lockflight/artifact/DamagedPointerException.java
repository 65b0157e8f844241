package dev.lockflight.artifact;

import dev.lockflight.EnvironmentName;
import dev.lockflight.LockflightException;

/** A pointer that exists, but of which neither the copy nor any generation can be believed. */
public final class DamagedPointerException extends LockflightException {
  private final EnvironmentName environment;
  private final Pointer pointer;

  DamagedPointerException(EnvironmentName environment, Pointer pointer, String how) {
    super(
        "pointer "
            + pointer
            + " of "
            + environment
            + " is damaged: "
            + how
            + "; repair the environment, or publish again");
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
