package dev.lockflight.run;

import dev.lockflight.LockflightException;
import dev.lockflight.RunId;

/** A journal cannot be read as the story of one run. */
public final class BrokenJournalException extends LockflightException {
  private final RunId run;

  public BrokenJournalException(RunId run, String problem) {
    super(
        "the journal of run "
            + run
            + " is broken: "
            + problem
            + "; nothing was changed, restore the store from a backup or remove the run");
    this.run = run;
  }

  public RunId run() {
    return run;
  }
}
