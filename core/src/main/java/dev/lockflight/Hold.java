package dev.lockflight;

import java.time.Instant;

/**
 * Automation is stopped in front of an environment: pushes and schedules promote nothing until a
 * person releases the hold, or promotes something by hand. It follows from the ledger after
 * somebody took a release back, or stands because somebody ordered it.
 *
 * @param why who did what, in words
 */
public record Hold(EnvironmentName environment, Instant since, String why) {
  @Override
  public String toString() {
    return environment + " is held since " + since + ": " + why;
  }
}
