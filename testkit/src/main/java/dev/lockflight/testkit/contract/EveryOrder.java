package dev.lockflight.testkit.contract;

import dev.lockflight.EnvironmentName;
import dev.lockflight.Order;
import dev.lockflight.OrderEntry;
import dev.lockflight.Principal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One order of each kind, with odd values in them, for stores that must give them back. */
final class EveryOrder {
  private static final EnvironmentName PROD = EnvironmentName.of("prod");
  private static final Principal ADA = Principal.of("ada").withGroups("owners", "ops");

  private EveryOrder() {}

  static List<OrderEntry> given(Instant from) {
    List<Order> orders =
        List.of(
            Order.veto(PROD, "c0ffee", ADA, "drops \"revenue\" 🚢\n'; DROP TABLE run"),
            Order.vetoEverywhere("c0ffee", ADA, "U+0000 \u0000, half a pair \ud83d"),
            Order.liftVeto(PROD, "c0ffee", ADA, "it was the test"),
            Order.liftVetoEverywhere("c0ffee", ADA, "ü"),
            Order.pin(PROD, ADA, "year end"),
            Order.pin(PROD, ADA, "year end").at("c0ffee").until(from.plusNanos(7)),
            Order.unpin(PROD, ADA, ""),
            Order.hold(PROD, ADA, "audit"),
            Order.releaseHold(PROD, ADA, "done"));
    List<OrderEntry> given = new ArrayList<>();
    for (int i = 0; i < orders.size(); i++) {
      given.add(new OrderEntry(from.plusNanos(i), orders.get(i)));
    }
    return given;
  }
}
