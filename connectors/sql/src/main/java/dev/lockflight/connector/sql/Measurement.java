package dev.lockflight.connector.sql;

import dev.lockflight.EnvironmentName;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * A figure as it was at a moment: the baseline of a later comparison.
 *
 * @param metric what was counted
 * @param query the query it is the answer to
 */
public record Measurement(
    EnvironmentName environment, String metric, BigDecimal value, String query, Instant takenAt) {
  @Override
  public String toString() {
    return metric + " = " + Figures.show(value) + " in " + environment + " at " + takenAt;
  }
}
