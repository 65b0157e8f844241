package dev.lockflight.connector.sql;

import dev.lockflight.InvalidDefinitionException;
import java.math.BigDecimal;

/**
 * A share in percent, exact and not negative: {@code percent(10)} is one tenth.
 *
 * @param value the percentage itself, not the fraction
 */
public record Percent(BigDecimal value) {
  public Percent {
    if (value.signum() < 0) {
      throw new InvalidDefinitionException("percent must not be negative: " + value);
    }
  }

  /** The percentage exactly as its decimal digits are written: 12.5, 10, {@code BigDecimal}. */
  public static Percent percent(Number value) {
    return new Percent(Figures.declared("percent", value));
  }

  /** So much of the figure; exact, because dividing by a hundred only moves the point. */
  BigDecimal of(BigDecimal figure) {
    return figure.abs().multiply(value).movePointLeft(2);
  }

  @Override
  public String toString() {
    return Figures.show(value) + " %";
  }
}
