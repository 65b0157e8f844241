package dev.lockflight.testkit.fake;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that moves when a test says so, in either direction. Thread-safe. */
public final class SettableClock implements InstantSource {
  private final AtomicReference<Instant> now;

  private SettableClock(Instant start) {
    this.now = new AtomicReference<>(start);
  }

  public static SettableClock startingAt(Instant start) {
    return new SettableClock(start);
  }

  @Override
  public Instant instant() {
    return now.get();
  }

  public void set(Instant moment) {
    now.set(moment);
  }

  /** Moves it; a negative duration moves it back. */
  public void advance(Duration time) {
    Instant unused = now.updateAndGet(moment -> moment.plus(time));
  }

  @Override
  public String toString() {
    return "clock at " + instant();
  }
}
