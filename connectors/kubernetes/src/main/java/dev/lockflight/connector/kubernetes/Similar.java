package dev.lockflight.connector.kubernetes;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Finds the name that was probably meant. */
final class Similar {
  private static final int FAR = 3;

  private Similar() {}

  /** A question to the author, or nothing when no name is near. */
  static String to(String given, List<String> names) {
    return names.stream()
        .filter(name -> distance(given, name) <= FAR)
        .min(Comparator.comparingInt(name -> distance(given, name)))
        .map(name -> "; is " + name + " meant?")
        .orElse("");
  }

  /** How many characters must be changed, put in or left out (Levenshtein), case aside. */
  private static int distance(String one, String two) {
    String a = one.toLowerCase(Locale.ROOT);
    String b = two.toLowerCase(Locale.ROOT);
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int corner = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int changed = corner + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        corner = row[j];
        row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
