package dev.lockflight.testkit.simulation;

import dev.lockflight.testkit.simulation.StepOutcome.Ending;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Where faked remote operations run: accepted once per idempotency key, and cancelled. */
final class RemoteSide {
  private final Map<String, Instant> accepted = new HashMap<>();
  private final Set<String> cancelled = new HashSet<>();
  private final InstantSource time;

  RemoteSide(InstantSource time) {
    this.time = time;
  }

  /** Whether it is new. */
  boolean accept(String key) {
    return accepted.putIfAbsent(key, time.instant()) == null;
  }

  void cancel(String key) {
    cancelled.add(key);
  }

  boolean isCancelled(String key) {
    return cancelled.contains(key);
  }

  /** How much longer it goes on; zero or less when it is over. */
  Duration remaining(String key, Ending ending) {
    Instant since = accepted.getOrDefault(key, time.instant());
    return ending.never()
        ? Duration.ofDays(1)
        : Duration.between(time.instant(), since.plus(ending.takes()));
  }
}
