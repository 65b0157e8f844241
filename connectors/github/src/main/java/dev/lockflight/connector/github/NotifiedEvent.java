package dev.lockflight.connector.github;

import dev.lockflight.Notification;

/**
 * A notification as GitHub shows it: HTML in which no Markdown is read, and where nobody is
 * mentioned and no issue referred to by what others wrote.
 */
record NotifiedEvent(Notification notification) {
  private static final int LONGEST_TEXT = 10_000;

  String html() {
    String where = notification.about().environment().map(name -> " in " + name).orElse("");
    String text =
        Shortened.to(LONGEST_TEXT, String.join("\n\n", notification.message().paragraphs()));
    return "<p><b>"
        + sign()
        + " "
        + escaped(notification.message().title())
        + "</b></p>\n"
        + (text.isBlank() ? "" : "<pre>" + entities(text) + "</pre>\n")
        + "<p><sub>"
        + notification.event()
        + escaped(where)
        + " · "
        + notification.at()
        + "</sub></p>\n";
  }

  private String sign() {
    return switch (notification.event()) {
      case STARTED -> "▶";
      case WAITING_FOR_APPROVAL, NEEDS_DECISION -> "✋";
      case APPROVED, SUCCEEDED -> "✅";
      case REJECTED, FAILED -> "❌";
      case ROLLED_BACK -> "↩";
      case DEADLINE_NEAR -> "⏰";
      case MESSAGE -> "💬";
    };
  }

  /** For text outside of pre, where GitHub looks for names behind @ and numbers behind #. */
  static String escaped(String text) {
    return entities(text).replace("@", "@&#8203;").replaceAll("#(?!8203;)", "#&#8203;");
  }

  private static String entities(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
