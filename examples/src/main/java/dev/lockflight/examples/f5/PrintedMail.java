package dev.lockflight.examples.f5;

import dev.lockflight.Notification;
import dev.lockflight.Notifier;
import java.io.PrintStream;

/** Mail of a machine without a mail server: it is printed. */
record PrintedMail(PrintStream out) implements Notifier {
  @Override
  public void send(Notification notification) {
    out.println("  mail: " + notification.message().title());
    notification.message().paragraphs().forEach(text -> out.println("        " + text));
  }
}
