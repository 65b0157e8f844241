package dev.lockflight.testkit.assertion;

import dev.lockflight.Notification;
import dev.lockflight.run.NotificationRun;
import java.util.stream.Collectors;

/** Who was told about a run. */
record Notified(RunRecord actual) {
  boolean wasSent(String channel, Notification.Event event) {
    return actual.run().notifications().stream()
        .filter(NotificationRun::isSent)
        .map(NotificationRun::notice)
        .anyMatch(notice -> notice.channel().equals(channel) && notice.event() == event);
  }

  String told() {
    return actual.run().notifications().isEmpty()
        ? "nobody was told anything; give the simulation, or the engine, rules for notifications"
        : actual.run().notifications().stream()
            .map(NotificationRun::toString)
            .collect(Collectors.joining("; "));
  }
}
