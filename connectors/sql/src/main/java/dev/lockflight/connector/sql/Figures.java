package dev.lockflight.connector.sql;

import dev.lockflight.InvalidDefinitionException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** Exact decimals out of whatever a driver or an author calls a number. */
final class Figures {
  private static final int LONGEST_PLAIN = 40;
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private Figures() {}

  /** A number an author wrote; {@code 0.1} is one tenth, not the binary number next to it. */
  static BigDecimal declared(String what, Number number) {
    try {
      return new BigDecimal(number.toString());
    } catch (NumberFormatException e) {
      throw new InvalidDefinitionException(what + " must be a finite number: " + number);
    }
  }

  /** A cell of a result. */
  static BigDecimal exact(@Nullable Object cell) {
    if (cell == null) {
      throw new CouldNotTellException("is NULL");
    }
    if (!(cell instanceof Number)) {
      throw new CouldNotTellException(
          "is not a number but " + cell.getClass().getSimpleName() + " '" + cell + "'");
    }
    try {
      return new BigDecimal(cell.toString());
    } catch (NumberFormatException e) {
      throw new CouldNotTellException("is not a finite number: " + cell);
    }
  }

  static String show(BigDecimal figure) {
    BigDecimal shortest = figure.stripTrailingZeros();
    boolean readable = shortest.precision() + Math.abs((long) shortest.scale()) <= LONGEST_PLAIN;
    return readable ? shortest.toPlainString() : shortest.toString();
  }

  /**
   * How far a figure is from its baseline, in percent with two digits, or in words when the
   * baseline is zero. Shown only; decisions are made without dividing. Rounded away from zero when
   * a limit was broken, so that 10.001 % never reads as an allowed 10.00 %.
   */
  static String change(BigDecimal figure, BigDecimal baseline, boolean broken) {
    BigDecimal difference = figure.subtract(baseline);
    if (difference.signum() == 0) {
      return "equal to";
    }
    String direction = difference.signum() < 0 ? " below" : " above";
    if (baseline.signum() == 0) {
      return show(difference.abs()) + direction;
    }
    BigDecimal percent =
        difference
            .abs()
            .multiply(HUNDRED)
            .divide(baseline.abs(), 2, broken ? RoundingMode.UP : RoundingMode.DOWN);
    return percent.toPlainString() + " %" + direction;
  }
}
