package dev.lockflight.connector.http;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The end of a call's time. */
record Deadline(Duration whole, Instant end, InstantSource clock) {
  /** For what moves many bytes and did not say how long it may take. */
  private static final Duration TRANSFER = Duration.ofDays(1);

  static Deadline of(Request request, boolean streamed, RestSettings.Patience patience) {
    boolean transfer = streamed || request.body().isTransfer();
    Duration whole = request.manner().deadline().orElse(transfer ? TRANSFER : patience.deadline());
    return new Deadline(whole, patience.clock().instant().plus(whole), patience.clock());
  }

  Duration left() {
    Duration left = Duration.between(clock.instant(), end);
    return left.isNegative() ? Duration.ZERO : left;
  }

  boolean isOver() {
    return left().isZero();
  }

  boolean allows(Duration wait) {
    return wait.compareTo(left()) < 0;
  }
}
