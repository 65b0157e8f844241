package dev.lockflight.json;

import dev.lockflight.Order;
import java.util.Map;

/** Orders in their journal: a type name that never changes, and a body. Thread-safe. */
public final class OrderJson {
  private static final Map<String, Class<? extends Order>> TYPES =
      Map.of(
          "veto", Order.Veto.class,
          "lift-veto", Order.LiftVeto.class,
          "pin", Order.Pin.class,
          "unpin", Order.Unpin.class,
          "hold", Order.Hold.class,
          "release-hold", Order.ReleaseHold.class);

  private OrderJson() {}

  /** The name under which orders of this class stand in journals. */
  public static String type(Order order) {
    return TYPES.entrySet().stream()
        .filter(type -> type.getValue() == order.getClass())
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no journal name for " + order.getClass()));
  }

  public static String body(Order order) {
    return Json.write(order);
  }

  /**
   * The order.
   *
   * @throws UnknownEventException when a newer Lockflight wrote it
   */
  public static Order read(String type, String body) {
    Class<? extends Order> known = TYPES.get(type);
    if (known == null) {
      throw new UnknownEventException(type);
    }
    return Json.read(body, known);
  }
}
