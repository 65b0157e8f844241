package dev.lockflight.testkit.fake;

import dev.lockflight.Notification;
import dev.lockflight.Notifier;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/** A channel that breaks down, and stays broken. Thread-safe. */
public final class FailingNotifier implements Notifier {
  private final Notifier channel;
  private final int whole;
  private final AtomicInteger attempts = new AtomicInteger();

  private FailingNotifier(Notifier channel, int whole) {
    this.channel = channel;
    this.whole = whole;
  }

  /** One that still sends so many. */
  public static FailingNotifier after(int sent, Notifier channel) {
    return new FailingNotifier(channel, sent);
  }

  /** How often something was to be sent. */
  public int attempts() {
    return attempts.get();
  }

  @Override
  public void send(Notification notification) throws Exception {
    if (attempts.incrementAndGet() > whole) {
      throw new IOException("the channel is broken (a test lets it fail)");
    }
    channel.send(notification);
  }
}
