package dev.lockflight;

import java.time.Instant;

/** One line of the journal of orders. */
public record OrderEntry(Instant at, Order order) {
  @Override
  public String toString() {
    return at + " " + order;
  }
}
