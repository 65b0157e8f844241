package dev.lockflight.report;

import java.time.Duration;
import java.util.Locale;

/** Lengths of time as people read them. */
final class Elapsed {
  private Elapsed() {}

  /** For example {@code 340 ms}, {@code 3.4 s}, {@code 12 s}, {@code 2 min 5 s}, {@code 3 h}. */
  static String text(Duration length) {
    Duration time = length.isNegative() ? Duration.ZERO : length;
    if (time.toMillis() < 1000) {
      return time.toMillis() + " ms";
    }
    if (time.toMillis() < 9_950) {
      return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
    }
    if (time.toSeconds() < 60) {
      return time.toSeconds() + " s";
    }
    if (time.toMinutes() < 60) {
      return two(time.toMinutes(), "min", time.toSecondsPart(), "s");
    }
    return time.toHours() < 24
        ? two(time.toHours(), "h", time.toMinutesPart(), "min")
        : two(time.toDays(), "d", time.toHoursPart(), "h");
  }

  /** Hours, minutes and seconds since a run began, days in front when there are any. */
  static String sinceStart(Duration length) {
    Duration time = length.isNegative() ? Duration.ZERO : length;
    String clock =
        String.format(
            Locale.ROOT,
            "%02d:%02d:%02d",
            time.toHoursPart(),
            time.toMinutesPart(),
            time.toSecondsPart());
    return time.toDays() == 0 ? clock : time.toDays() + "d " + clock;
  }

  /** Seconds with three decimals, as JUnit XML has them. */
  static String seconds(Duration length) {
    return String.format(Locale.ROOT, "%.3f", Math.max(0, length.toMillis()) / 1000.0);
  }

  private static String two(long large, String largeUnit, long small, String smallUnit) {
    return large + " " + largeUnit + (small == 0 ? "" : " " + small + " " + smallUnit);
  }
}
