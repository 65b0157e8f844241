package dev.lockflight.store.jdbc;

import dev.lockflight.store.StoreException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Moments as columns keep them: nanoseconds since 1970 UTC, from the year 1677 to 2262. */
final class Nanos {
  private static final long PER_SECOND = 1_000_000_000L;

  private Nanos() {}

  static long of(Instant moment) {
    try {
      return exact(moment);
    } catch (ArithmeticException e) {
      throw new StoreException(
          "moment must be between the years 1677 and 2262 to be stored: " + moment, e);
    }
  }

  /** The nearest moment that a column can hold; null stays null. */
  static @Nullable Long nearest(@Nullable Instant moment) {
    if (moment == null) {
      return null;
    }
    try {
      return exact(moment);
    } catch (ArithmeticException e) {
      return moment.isAfter(Instant.EPOCH) ? Long.MAX_VALUE : Long.MIN_VALUE;
    }
  }

  static Instant moment(long nanos) {
    return Instant.ofEpochSecond(
        Math.floorDiv(nanos, PER_SECOND), Math.floorMod(nanos, PER_SECOND));
  }

  private static long exact(Instant moment) {
    return Math.addExact(Math.multiplyExact(moment.getEpochSecond(), PER_SECOND), moment.getNano());
  }
}
