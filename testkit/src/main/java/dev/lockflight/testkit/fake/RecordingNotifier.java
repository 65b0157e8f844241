package dev.lockflight.testkit.fake;

import dev.lockflight.Notification;
import dev.lockflight.Notifier;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what is sent, in order, also what is sent twice. Thread-safe. */
public final class RecordingNotifier implements Notifier {
  private final List<Notification> sent = new CopyOnWriteArrayList<>();

  @Override
  public void send(Notification notification) {
    sent.add(notification);
  }

  public List<Notification> sent() {
    return List.copyOf(sent);
  }

  /** Only those of one kind. */
  public List<Notification> sent(Notification.Event event) {
    return sent.stream().filter(each -> each.event() == event).toList();
  }
}
