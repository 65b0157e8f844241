package dev.lockflight.engine;

import dev.lockflight.LockflightException;
import dev.lockflight.RunId;

/** A run cannot go on in this engine; what its journal says is untouched. */
public final class RunStalledException extends LockflightException {
  private final RunId run;

  public RunStalledException(RunId run, String why) {
    super("run " + run + " has stopped: " + why + "; mend the cause and resume the run");
    this.run = run;
  }

  public RunStalledException(RunId run, RuntimeException cause) {
    super(
        "run "
            + run
            + " has stopped: "
            + cause.getMessage()
            + "; mend the cause and resume the run",
        cause);
    this.run = run;
  }

  public RunId run() {
    return run;
  }
}
