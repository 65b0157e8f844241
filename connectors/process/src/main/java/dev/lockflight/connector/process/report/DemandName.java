package dev.lockflight.connector.process.report;

import dev.lockflight.Digest;
import dev.lockflight.GateName;
import java.util.regex.Pattern;

/** Turns a demand with paths in it into a name that a person can type and a file can be called. */
final class DemandName {
  private static final int LONGEST = 120;
  private static final Pattern NOT_ALLOWED = Pattern.compile("[^\\p{L}\\p{N} ._:+=,@()\\[\\]-]+");

  private DemandName() {}

  static GateName of(String demand) {
    String words = demand.replace("%", "percent").replace('/', ' ').replace('*', ' ');
    String clean = NOT_ALLOWED.matcher(words).replaceAll(" ").replaceAll(" +", " ").strip();
    boolean lostNothing = clean.length() <= LONGEST && demand.indexOf('*') < 0;
    String cut = clean.substring(0, Math.min(clean.length(), LONGEST)).strip();
    return GateName.of(
        lostNothing ? clean : cut + " (" + Digest.of(demand).brief().substring(0, 6) + ")");
  }
}
