package dev.lockflight.connector.github.webhook;

/**
 * Which deliveries have been received. One that is kept in memory forgets when the process ends;
 * keep it in a database to refuse replays for ever. Must be thread-safe.
 */
public interface DeliveryLog {
  /** Notes the delivery; false when it was noted before. */
  boolean note(String delivery);

  /** Forgets one whose handling failed, so that GitHub may deliver it again. */
  void forget(String delivery);

  /** The last so many, in memory. */
  static DeliveryLog ofLast(int deliveries) {
    return new LastDeliveries(deliveries);
  }
}
