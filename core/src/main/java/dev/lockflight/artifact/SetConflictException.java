package dev.lockflight.artifact;

import dev.lockflight.EnvironmentName;
import dev.lockflight.LockflightException;
import dev.lockflight.RunId;

/** A second writer wants to publish other files as the set of the same run and environment. */
public final class SetConflictException extends LockflightException {
  private final EnvironmentName environment;
  private final RunId run;

  SetConflictException(EnvironmentName environment, RunId run, String difference) {
    super(
        "run "
            + run
            + " has other files in "
            + environment
            + ": "
            + difference
            + "; a set never changes: start a new run, or keep a second kind of artifact in another"
            + " store");
    this.environment = environment;
    this.run = run;
  }

  public EnvironmentName environment() {
    return environment;
  }

  public RunId run() {
    return run;
  }
}
