package dev.lockflight;

/**
 * One notification as a journal names it: which, and through which channel.
 *
 * @param id the {@link Notification#id()}
 * @param channel the name of the {@link Channel}
 */
public record Notice(String id, Notification.Event event, String channel) {
  public static Notice of(Notification notification, Channel channel) {
    return new Notice(notification.id(), notification.event(), channel.name());
  }

  @Override
  public String toString() {
    return event + " to " + channel;
  }
}
