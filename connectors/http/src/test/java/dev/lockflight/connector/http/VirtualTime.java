package dev.lockflight.connector.http;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** A clock that only rests move. Thread-safe. */
final class VirtualTime implements InstantSource, Pause {
  static final Instant START = Instant.parse("2026-11-20T10:00:00Z");

  private final List<Duration> rests = new ArrayList<>();
  private Instant now = START;

  @Override
  public synchronized Instant instant() {
    return now;
  }

  @Override
  public synchronized void rest(Duration time) {
    rests.add(time);
    now = now.plus(time);
  }

  synchronized void pass(Duration time) {
    now = now.plus(time);
  }

  synchronized List<Duration> rests() {
    return List.copyOf(rests);
  }
}
