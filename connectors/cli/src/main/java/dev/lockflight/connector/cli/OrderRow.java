package dev.lockflight.connector.cli;

import dev.lockflight.EnvironmentName;
import dev.lockflight.Hold;
import dev.lockflight.Order;
import dev.lockflight.OrderEntry;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An order as a program reads it.
 *
 * @param environment null for every environment
 * @param commit the release it is about, when it is about one
 * @param by null for a hold that nobody ordered
 * @param since null while it is being given
 */
record OrderRow(
    String order,
    @Nullable String environment,
    @Nullable String commit,
    @Nullable String by,
    String reason,
    @Nullable Instant since,
    @Nullable Instant until,
    String text) {
  static OrderRow of(Order order) {
    return of(order, null);
  }

  static OrderRow of(OrderEntry entry) {
    return of(entry.order(), entry.at());
  }

  private static OrderRow of(Order order, @Nullable Instant since) {
    return new OrderRow(
        order.getClass().getSimpleName().toLowerCase(Locale.ROOT),
        order.place().map(EnvironmentName::value).orElse(null),
        commit(order),
        order.by().name(),
        order.reason(),
        since,
        order instanceof Order.Pin pin ? pin.expires() : null,
        order + (since == null ? "" : ", since " + since.truncatedTo(ChronoUnit.SECONDS)));
  }

  /** A hold that follows from a rollback. */
  static OrderRow of(Hold hold) {
    return new OrderRow(
        "hold",
        hold.environment().value(),
        null,
        null,
        hold.why(),
        hold.since(),
        null,
        "hold of "
            + hold.environment()
            + ": "
            + hold.why()
            + ", since "
            + hold.since().truncatedTo(ChronoUnit.SECONDS));
  }

  private static @Nullable String commit(Order order) {
    if (order instanceof Order.Veto veto) {
      return veto.commit();
    }
    if (order instanceof Order.LiftVeto lifted) {
      return lifted.commit();
    }
    return order instanceof Order.Pin pin ? pin.commit() : null;
  }
}
