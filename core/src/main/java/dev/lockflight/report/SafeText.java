package dev.lockflight.report;

import java.util.regex.Pattern;

/**
 * Makes text from outside harmless: terminal sequences vanish, other control characters become
 * visible signs, and characters that reorder or break lines cannot.
 */
final class SafeText {
  /** CSI, OSC and the other strings, and two-character escapes (ECMA-48). */
  private static final Pattern SEQUENCE =
      Pattern.compile(
          "(?:\\x1B\\[|\\x9B)[0-?]*[ -/]*[@-~]"
              + "|(?:\\x1B\\]|\\x9D)[^\\x07\\x1B\\x9C]*(?:\\x07|\\x1B\\\\|\\x9C)"
              + "|(?:\\x1B[PX^_]|[\\x90\\x98\\x9E\\x9F])[^\\x1B\\x9C]*(?:\\x1B\\\\|\\x9C)"
              + "|\\x1B[ -/]*[0-Z\\\\^-~]");

  private static final char REPLACEMENT = '\uFFFD';

  private SafeText() {}

  /** The text on one line. */
  static String line(String text) {
    return unstripped(text).strip();
  }

  /** The text on one line, its blanks at both ends kept. */
  static String unstripped(String text) {
    return cleaned(text, false);
  }

  /** The text with its lines kept. */
  static String lines(String text) {
    return cleaned(text, true).stripTrailing();
  }

  /** At most so many characters, the last being … when something was left out. */
  static String abridged(String text, int longest) {
    if (text.length() <= longest) {
      return text;
    }
    int end = longest - 1;
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
  }

  private static String cleaned(String text, boolean keepLines) {
    String plain = SEQUENCE.matcher(text).replaceAll("").replace("\r\n", "\n");
    StringBuilder clean = new StringBuilder(plain.length());
    plain.codePoints().forEach(c -> clean.appendCodePoint(cleaned(c, keepLines)));
    return clean.toString();
  }

  private static int cleaned(int c, boolean keepLines) {
    if (c == '\n' || c == '\r') {
      return keepLines ? '\n' : ' ';
    }
    if (c == '\t') {
      return ' ';
    }
    if (c < 0x20) {
      return 0x2400 + c;
    }
    return c == 0x7F ? 0x2421 : isTreacherous(c) ? REPLACEMENT : c;
  }

  /** C1 controls, separators, direction overrides, lone surrogates and non-characters. */
  static boolean isTreacherous(int c) {
    return (c >= 0x7F && c <= 0x9F)
        || (c >= 0x2028 && c <= 0x202E)
        || (c >= 0x2066 && c <= 0x2069)
        || c == 0x200E
        || c == 0x200F
        || c == 0xFEFF
        || (c >= 0xD800 && c <= 0xDFFF)
        || (c & 0xFFFE) == 0xFFFE;
  }
}
