package dev.lockflight.connector.sql;

import dev.lockflight.InvalidDefinitionException;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** A range whose ends belong to it; a missing end is open. */
record Bounds(@Nullable BigDecimal low, @Nullable BigDecimal high) {
  Bounds {
    if (low != null && high != null && low.compareTo(high) > 0) {
      throw new InvalidDefinitionException(
          "range must not end before it begins: " + low + " to " + high);
    }
  }

  boolean contains(BigDecimal figure) {
    return (low == null || figure.compareTo(low) >= 0)
        && (high == null || figure.compareTo(high) <= 0);
  }

  @Override
  public String toString() {
    if (low == null) {
      return high == null ? "anything" : "at most " + Figures.show(high);
    }
    return high == null
        ? "at least " + Figures.show(low)
        : Figures.show(low) + " to " + Figures.show(high);
  }
}
