package dev.lockflight.connector.sql;

import dev.lockflight.Digest;
import dev.lockflight.GateName;
import java.util.regex.Pattern;

/** Turns a demand with SQL in it into a name that a person can type and a file can be called. */
final class ReadableName {
  private static final int LONGEST = 120;
  private static final Pattern NOT_ALLOWED = Pattern.compile("[^\\p{L}\\p{N} ._:+=,@()\\[\\]-]+");
  private static final Pattern SPACES = Pattern.compile("\\s+");

  private ReadableName() {}

  static GateName of(String demand) {
    String words =
        demand
            .replace("<=", " at most ")
            .replace(">=", " at least ")
            .replace("<>", " is not ")
            .replace("!=", " is not ")
            .replace("<", " below ")
            .replace(">", " above ")
            .replace("%", "percent");
    String clean = squeezed(NOT_ALLOWED.matcher(words).replaceAll(" "));
    boolean lostNothing = clean.equals(squeezed(words));
    return GateName.of(
        lostNothing && clean.length() <= LONGEST
            ? clean
            : squeezed(clean.substring(0, Math.min(clean.length(), LONGEST)))
                + " ("
                + Digest.of(demand).brief().substring(0, 6)
                + ")");
  }

  private static String squeezed(String text) {
    return SPACES.matcher(text).replaceAll(" ").strip();
  }
}
