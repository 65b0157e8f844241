package dev.lockflight.store;

import dev.lockflight.Deployment;
import dev.lockflight.EnvironmentName;
import dev.lockflight.Ledger;
import dev.lockflight.Orders;
import java.util.List;

/** The ledger as the store says at the moment it is asked. */
record StoreLedger(RunStore store) implements Ledger {
  @Override
  public List<Deployment> history(EnvironmentName environment) {
    return store.deployments(environment);
  }

  @Override
  public Orders orders() {
    return Orders.of(store.orders());
  }
}
