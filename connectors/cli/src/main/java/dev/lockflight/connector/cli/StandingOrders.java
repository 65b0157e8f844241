package dev.lockflight.connector.cli;

import dev.lockflight.EnvironmentName;
import dev.lockflight.Ledger;
import dev.lockflight.Order;
import dev.lockflight.OrderEntry;
import dev.lockflight.Orders;
import dev.lockflight.store.RunStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The orders that stand at a moment, and the holds that follow from rollbacks. */
final class StandingOrders {
  private final List<OrderEntry> entries;
  private final Ledger ledger;
  private final Instant now;

  StandingOrders(RunStore store, Instant now) {
    this.entries = List.copyOf(Orders.of(store.orders()).entries());
    this.ledger = store.ledger();
    this.now = now;
  }

  /** What keeps releases out of this environment. */
  List<OrderRow> in(EnvironmentName environment) {
    List<OrderRow> rows = new ArrayList<>();
    for (OrderEntry entry : entries) {
      boolean here = entry.order().place().map(environment::equals).orElse(true);
      if (here && stands(entry.order())) {
        rows.add(OrderRow.of(entry));
      }
    }
    boolean ordered = rows.stream().anyMatch(row -> row.order().equals("hold"));
    if (!ordered) {
      ledger.hold(environment).map(OrderRow::of).ifPresent(rows::add);
    }
    return rows;
  }

  /** All of them, those about every environment first. */
  List<OrderRow> in(List<EnvironmentName> environments) {
    List<OrderRow> rows = new ArrayList<>();
    entries.stream()
        .filter(entry -> stands(entry.order()) && entry.order().place().isEmpty())
        .map(OrderRow::of)
        .forEach(rows::add);
    for (EnvironmentName environment : environments) {
      in(environment).stream().filter(row -> row.environment() != null).forEach(rows::add);
    }
    return rows;
  }

  private boolean stands(Order order) {
    return order instanceof Order.Veto
        || order instanceof Order.Hold
        || (order instanceof Order.Pin pin && !pin.isOver(now));
  }
}
