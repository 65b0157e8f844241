package dev.lockflight.connector.process.report;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a score from 0 to 10 is called: 9.0 and more is critical, 7.0 high, 4.0 medium, more than
 * zero low. By the qualitative severity rating scale of CVSS 3.1, and the same bounds by which
 * GitHub reads {@code security-severity}.
 */
final class Cvss {
  private static final BigDecimal CRITICAL = new BigDecimal("9.0");
  private static final BigDecimal HIGH = new BigDecimal("7.0");
  private static final BigDecimal MEDIUM = new BigDecimal("4.0");

  private Cvss() {}

  static Severity severity(@Nullable BigDecimal score) {
    if (score == null || score.signum() < 0 || score.compareTo(BigDecimal.TEN) > 0) {
      return Severity.UNKNOWN;
    }
    if (score.compareTo(CRITICAL) >= 0) {
      return Severity.CRITICAL;
    }
    if (score.compareTo(HIGH) >= 0) {
      return Severity.HIGH;
    }
    if (score.compareTo(MEDIUM) >= 0) {
      return Severity.MEDIUM;
    }
    return score.signum() > 0 ? Severity.LOW : Severity.INFO;
  }
}
