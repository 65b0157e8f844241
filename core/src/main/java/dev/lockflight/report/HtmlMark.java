package dev.lockflight.report;

/** How a status looks: a colour, never without its sign and its word. */
final class HtmlMark {
  private HtmlMark() {}

  /** One of seven colours of the style sheet. */
  static String tone(Mark mark) {
    return switch (mark) {
      case PENDING -> "idle";
      case SKIPPED, SUPERSEDED -> "skip";
      case SUCCEEDED -> "good";
      case OVERRIDDEN, WARNED -> "warn";
      case RUNNING -> "work";
      case WAITING -> "wait";
      case ABORTED, EXPIRED, REJECTED, ERRORED, FAILED -> "bad";
    };
  }

  static void pill(Html html, Mark mark, String word) {
    html.open("span", "class", "pill " + tone(mark));
    html.element("span", mark.symbol(), "aria-hidden", "true");
    html.text(" " + word.replace('_', ' '));
    html.close();
  }
}
