package dev.lockflight.report;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Text that stands in GitHub-flavoured Markdown as it is written: no markup, no HTML, no mention of
 * people, no reference to issues.
 */
final class MarkdownText {
  /** Longer text is abridged in a cell of a table. */
  static final int LONGEST_CELL = 500;

  private static final String MARKUP = "\\`*_{}[]<>|~$";

  private MarkdownText() {}

  static String escaped(String text) {
    String clean = SafeText.line(text);
    StringBuilder escaped = new StringBuilder(clean.length() + 8);
    for (int i = 0; i < clean.length(); i++) {
      char c = clean.charAt(i);
      if (c == '&') {
        escaped.append("&amp;");
      } else if (c == '@' || c == '#') {
        escaped.append(c).append("&#8203;");
      } else if (MARKUP.indexOf(c) >= 0 && !isInsideWord(clean, i)) {
        escaped.append('\\').append(c);
      } else {
        escaped.append(c);
      }
    }
    return escaped.toString();
  }

  /** An underscore between letters or digits is no markup. */
  private static boolean isInsideWord(String text, int i) {
    return text.charAt(i) == '_'
        && i > 0
        && i + 1 < text.length()
        && Character.isLetterOrDigit(text.charAt(i - 1))
        && Character.isLetterOrDigit(text.charAt(i + 1));
  }

  /** The text in a cell of a table, its lines kept. */
  static String cell(String text) {
    return SafeText.abridged(SafeText.lines(text), LONGEST_CELL)
        .lines()
        .map(MarkdownText::escaped)
        .collect(Collectors.joining("<br>"));
  }

  /** A row of a table; the cells are Markdown already. */
  static String row(String... cells) {
    return Arrays.stream(cells).collect(Collectors.joining(" | ", "| ", " |"));
  }

  /** The two lines a table begins with. */
  static String head(String... titles) {
    return row(titles) + "\n" + row(Arrays.stream(titles).map(t -> "---").toArray(String[]::new));
  }
}
