package dev.lockflight.testkit.explore;

import dev.lockflight.run.JournalEntry;
import dev.lockflight.run.Run;

/** One event, with the run before and after it. Immutable. */
public record Happening(Run before, JournalEntry entry, Run after) {
  @Override
  public String toString() {
    return entry.run() + ": " + entry.event().describe();
  }
}
