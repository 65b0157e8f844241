package dev.lockflight.report;

import java.util.Collection;
import java.util.stream.Collectors;

/** Text in a quoted label of a Mermaid diagram, everything that could mean something escaped. */
final class MermaidText {
  private static final int LONGEST = 120;
  private static final String PLAIN = " -_.,:()/+=";

  private MermaidText() {}

  static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    SafeText.abridged(SafeText.line(text), LONGEST)
        .codePoints()
        .forEach(
            c -> {
              if (Character.isLetterOrDigit(c) || PLAIN.indexOf(c) >= 0) {
                escaped.appendCodePoint(c);
              } else {
                escaped.append('#').append(c).append(';');
              }
            });
    return escaped.toString();
  }

  /** Lines one below the other, in quotes. */
  static String label(Collection<String> lines) {
    return lines.stream()
        .filter(line -> !line.isBlank())
        .map(MermaidText::escaped)
        .collect(Collectors.joining("<br/>", "\"", "\""));
  }
}
