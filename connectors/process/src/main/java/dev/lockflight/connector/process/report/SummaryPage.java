package dev.lockflight.connector.process.report;

import dev.lockflight.Evidence;
import java.util.function.UnaryOperator;

/** A page in Markdown: a row per report, then what people look at first. Used by one thread. */
final class SummaryPage {
  private final StringBuilder rows =
      new StringBuilder("| what | result | report |\n| --- | --- | --- |\n");
  private final StringBuilder details = new StringBuilder();

  private final UnaryOperator<String> redact;

  /**
   * An empty page.
   *
   * @param redact takes the run's secrets out, before text is escaped
   */
  SummaryPage(UnaryOperator<String> redact) {
    this.redact = redact;
  }

  void add(String place, ReportLine line) {
    row(line.what(), line.said(), place);
    if (!line.details().isEmpty()) {
      details.append("\n### ").append(line.what()).append(" in ").append(text(place)).append('\n');
      for (Evidence detail : line.details()) {
        details
            .append("- ")
            .append(text(detail.name()))
            .append(": ")
            .append(text(detail.observed()))
            .append('\n');
      }
    }
  }

  void addUnreadable(String place, String why) {
    row("unreadable", "**" + text(Shown.line(redact.apply(why))) + "**", place);
  }

  private void row(String what, String said, String place) {
    String shown = said.startsWith("**") ? said : text(said);
    rows.append("| ").append(what).append(" | ").append(shown);
    rows.append(" | ").append(text(place)).append(" |\n");
  }

  String markdown() {
    return rows.toString() + details;
  }

  /** Text from outside can neither break the page, nor mention people, nor refer to issues. */
  private String text(String raw) {
    String plain = redact.apply(raw);
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < plain.length(); i++) {
      char c = plain.charAt(i);
      if (c == '@' || c == '#') {
        escaped.append("&#").append((int) c).append(';');
      } else if (c == '<') {
        escaped.append("&lt;");
      } else if ("\\`*_[]|>!~$".indexOf(c) >= 0) {
        escaped.append('\\').append(c);
      } else {
        escaped.append(c);
      }
    }
    return escaped.toString();
  }
}
