package dev.lockflight.report;

import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands until it is moved. */
final class SetClock implements InstantSource {
  private Instant now = Story.START;

  void set(Instant moment) {
    now = moment;
  }

  void forward(double seconds) {
    now = now.plusMillis(Math.round(seconds * 1000));
  }

  @Override
  public Instant instant() {
    return now;
  }
}
