package dev.lockflight.connector.github;

/** Text no longer than GitHub takes. */
final class Shortened {
  /** The most characters of a comment, and of a check's summary and text. */
  static final int COMMENT = 65_535;

  private Shortened() {}

  static String to(int longest, String text) {
    if (text.length() <= longest) {
      return text;
    }
    int end = longest - 1;
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
  }
}
