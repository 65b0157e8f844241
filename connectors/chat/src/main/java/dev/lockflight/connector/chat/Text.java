package dev.lockflight.connector.chat;

import dev.lockflight.Notification;
import java.util.ArrayList;
import java.util.List;

/** The text of a notification, cut to what a chat takes. */
record Text(Notification notification) {
  /** The sign in front of the title. */
  String sign() {
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

  String title() {
    return sign() + " " + notification.message().title();
  }

  /** Where it was, and by what it is recognised when it comes once more. */
  String footer() {
    String where = notification.about().environment().map(name -> " in " + name).orElse("");
    return notification.about().run()
        + " of "
        + notification.about().pipeline()
        + where
        + " · "
        + notification.event()
        + " · "
        + notification.id().substring(0, 12);
  }

  /** Paragraphs of at most so many characters, and of so many characters together. */
  List<String> paragraphs(int longest, int together) {
    List<String> all = new ArrayList<>();
    int left = together;
    for (String paragraph : notification.message().paragraphs()) {
      if (!paragraph.isBlank()) {
        String fitting = cut(paragraph.strip(), Math.min(longest, left));
        all.add(fitting);
        left -= fitting.length();
        if (left <= 1) {
          break;
        }
      }
    }
    return all;
  }

  static String cut(String text, int longest) {
    if (text.length() <= longest) {
      return text;
    }
    int end = longest - 1;
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
  }
}
