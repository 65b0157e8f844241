package dev.lockflight.connector.sql;

import dev.lockflight.Percent;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** How many percent a figure may be below and above its baseline; null is no limit. */
record Limits(@Nullable Percent down, @Nullable Percent up) {
  /** The allowed range around a baseline, exact. */
  Bounds around(BigDecimal baseline) {
    return new Bounds(
        down == null ? null : baseline.subtract(down.of(baseline)),
        up == null ? null : baseline.add(up.of(baseline)));
  }

  @Override
  public String toString() {
    if (down == null) {
      return up == null ? "any amount" : "at most " + up + " above";
    }
    if (down.equals(up)) {
      return "within " + down + " of";
    }
    String below = "at most " + down + " below";
    return up == null ? below : below + " and " + up + " above";
  }
}
