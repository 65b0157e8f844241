package dev.lockflight.connector.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads when something ends: a moment, or how long from now. */
final class Until {
  private static final Pattern FROM_NOW = Pattern.compile("([0-9]{1,6})([mhd])");

  private Until() {}

  static Instant read(String text, Instant now) {
    Instant end = parsed(text, now);
    if (!end.isAfter(now)) {
      throw CommandFailedException.usage("--until " + text + " is over already: it is " + now);
    }
    return end;
  }

  private static Instant parsed(String text, Instant now) {
    Matcher fromNow = FROM_NOW.matcher(text);
    if (fromNow.matches()) {
      long amount = Long.parseLong(fromNow.group(1));
      return now.plus(
          switch (fromNow.group(2)) {
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
          });
    }
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw CommandFailedException.usage(
          "--until is no moment: "
              + text
              + "; say 2027-01-04T06:00:00Z, or from now 90m, 12h or 3d");
    }
  }
}
