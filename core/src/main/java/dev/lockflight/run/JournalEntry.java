package dev.lockflight.run;

import dev.lockflight.RunId;
import java.time.Instant;

/**
 * One line of a journal.
 *
 * @param seq 1 for the first event of the run, without gaps
 */
public record JournalEntry(RunId run, long seq, Instant at, RunEvent event) {
  @Override
  public String toString() {
    String stage = event instanceof StageEvent of ? of.stage() + " " : "";
    return seq + " " + at + " " + stage + event.describe();
  }
}
