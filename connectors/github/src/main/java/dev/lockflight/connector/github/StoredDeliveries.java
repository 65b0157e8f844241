package dev.lockflight.connector.github;

import dev.lockflight.connector.github.webhook.DeliveryLog;
import dev.lockflight.engine.Triggers;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Deliveries that were handled stand in the store, for ever; those being handled are known here. A
 * crash in between leaves the delivery unhandled, so that it may come again. Thread-safe.
 */
final class StoredDeliveries implements DeliveryLog {
  private final Triggers triggers;
  private final Set<String> underWay = ConcurrentHashMap.newKeySet();

  StoredDeliveries(Triggers triggers) {
    this.triggers = triggers;
  }

  @Override
  public boolean note(String delivery) {
    if (!underWay.add(delivery)) {
      return false;
    }
    boolean isNew = false;
    try {
      isNew = !triggers.isNoted(name(delivery));
      return isNew;
    } finally {
      if (!isNew) {
        underWay.remove(delivery);
      }
    }
  }

  void handled(String delivery) {
    triggers.note(name(delivery));
    underWay.remove(delivery);
  }

  @Override
  public void forget(String delivery) {
    underWay.remove(delivery);
  }

  private static String name(String delivery) {
    return "GitHub delivery " + delivery;
  }
}
