package dev.lockflight;

import java.math.BigDecimal;

/**
 * A share in percent, exact and not negative: {@code percent(10)} is one tenth. Immutable.
 *
 * @param value the percentage itself, not the fraction
 */
public record Percent(BigDecimal value) {
  private static final int LONGEST_PLAIN = 40;

  public Percent {
    if (value.signum() < 0) {
      throw new InvalidDefinitionException("percent must not be negative: " + value);
    }
  }

  /** The percentage exactly as its decimal digits are written: 12.5, 10, {@code BigDecimal}. */
  public static Percent percent(Number value) {
    try {
      return new Percent(new BigDecimal(value.toString()));
    } catch (NumberFormatException e) {
      throw new InvalidDefinitionException("percent must be a finite number: " + value);
    }
  }

  /** So much of the figure's size; exact, because dividing by a hundred only moves the point. */
  public BigDecimal of(BigDecimal figure) {
    return figure.abs().multiply(value).movePointLeft(2);
  }

  @Override
  public String toString() {
    BigDecimal shortest = value.stripTrailingZeros();
    boolean readable = shortest.precision() + Math.abs((long) shortest.scale()) <= LONGEST_PLAIN;
    return (readable ? shortest.toPlainString() : shortest.toString()) + " %";
  }
}
