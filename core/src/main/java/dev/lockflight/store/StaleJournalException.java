package dev.lockflight.store;

import dev.lockflight.RunId;

/** Somebody else has written the run's next entry. */
public final class StaleJournalException extends StoreException {
  private final RunId run;

  public StaleJournalException(RunId run, long seq) {
    super(
        "entry "
            + seq
            + " of run "
            + run
            + " already exists: another engine advanced the run;"
            + " read it again");
    this.run = run;
  }

  public RunId run() {
    return run;
  }
}
