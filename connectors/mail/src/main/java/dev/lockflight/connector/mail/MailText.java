package dev.lockflight.connector.mail;

import dev.lockflight.Notification;
import java.util.List;
import java.util.stream.Collectors;

/** What a mail says: the same as plain text and as HTML. */
record MailText(Notification notification) {
  String plain() {
    return notification.message().title()
        + "\n\n"
        + paragraphs().stream().map(each -> each + "\n\n").collect(Collectors.joining())
        + "-- \n"
        + footer()
        + "\n";
  }

  String html() {
    return "<!doctype html>\n<html><head><meta charset=\"utf-8\"></head><body>\n<h3>"
        + escaped(notification.message().title())
        + "</h3>\n"
        + paragraphs().stream()
            .map(each -> "<p>" + escaped(each).replace("\n", "<br>\n") + "</p>\n")
            .collect(Collectors.joining())
        + "<hr><p style=\"color:#666\">"
        + escaped(footer())
        + "</p>\n</body></html>\n";
  }

  private List<String> paragraphs() {
    return notification.message().paragraphs().stream()
        .map(each -> each.replace("\r\n", "\n").replace('\r', '\n'))
        .toList();
  }

  private String footer() {
    String where = notification.about().environment().map(name -> " in " + name).orElse("");
    return notification.about().run()
        + " of "
        + notification.about().pipeline()
        + where
        + ", "
        + notification.event()
        + " at "
        + notification.at();
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
