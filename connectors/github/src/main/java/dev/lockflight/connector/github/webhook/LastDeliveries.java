package dev.lockflight.connector.github.webhook;

import java.util.LinkedHashSet;

/** The last deliveries, in memory. */
final class LastDeliveries implements DeliveryLog {
  private final int most;
  private final LinkedHashSet<String> seen = new LinkedHashSet<>();

  LastDeliveries(int most) {
    this.most = most;
  }

  @Override
  public synchronized boolean note(String delivery) {
    boolean isNew = seen.add(delivery);
    if (seen.size() > most) {
      seen.remove(seen.iterator().next());
    }
    return isNew;
  }

  @Override
  public synchronized void forget(String delivery) {
    seen.remove(delivery);
  }
}
