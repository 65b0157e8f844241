package dev.lockflight;

/**
 * A channel with the name by which journals, reports and tests call it, for example the group of
 * people behind it: {@code data-owners}. Two channels of an engine must not share a name.
 */
public record Channel(String name, Notifier notifier) {
  public Channel {
    NameRule.check("channel name", name);
  }

  public static Channel of(String name, Notifier notifier) {
    return new Channel(name, notifier);
  }

  /** The name; what is behind it may hold secrets. */
  @Override
  public String toString() {
    return name;
  }
}
