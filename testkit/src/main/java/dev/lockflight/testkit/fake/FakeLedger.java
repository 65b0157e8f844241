package dev.lockflight.testkit.fake;

import dev.lockflight.Deployment;
import dev.lockflight.EnvironmentName;
import dev.lockflight.Ledger;
import dev.lockflight.OrderEntry;
import dev.lockflight.Orders;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What a test says was deployed and ordered. Thread-safe. */
final class FakeLedger implements Ledger {
  private final List<Deployment> lines = new CopyOnWriteArrayList<>();
  private final List<OrderEntry> given = new CopyOnWriteArrayList<>();

  void add(Deployment line) {
    lines.add(0, line);
  }

  void add(OrderEntry order) {
    given.add(order);
  }

  @Override
  public List<Deployment> history(EnvironmentName environment) {
    return lines.stream().filter(line -> line.environment().equals(environment)).toList();
  }

  @Override
  public Orders orders() {
    return Orders.of(given);
  }
}
