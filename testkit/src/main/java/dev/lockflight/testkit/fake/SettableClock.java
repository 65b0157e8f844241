package dev.lockflight.testkit.fake;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that moves when a test says so, in either direction. Thread-safe. */
public final class SettableClock implements InstantSource {
  private volatile Instant now;

  private SettableClock(Instant start) {
    this.now = start;
  }

  public static SettableClock startingAt(Instant start) {
    return new SettableClock(start);
  }

  @Override
  public Instant instant() {
    return now;
  }

  public synchronized void set(Instant moment) {
    now = moment;
  }

  /** Moves it; a negative duration moves it back. */
  public synchronized void advance(Duration time) {
    now = now.plus(time);
  }

  @Override
  public String toString() {
    return "clock at " + now;
  }
}
