package dev.lockflight.engine;

import dev.lockflight.Deployment;
import dev.lockflight.EnvironmentName;
import dev.lockflight.Ledger;
import dev.lockflight.Orders;
import dev.lockflight.run.Run;
import java.util.ArrayList;
import java.util.List;

/**
 * The ledger as one run sees it: with its own lines that are decided and not yet durable, or a gate
 * asked in the turn that verified the stage before it would not know that.
 */
record RunLedger(Ledger durable, Run run) implements Ledger {
  @Override
  public Orders orders() {
    return durable.orders();
  }

  @Override
  public List<Deployment> history(EnvironmentName environment) {
    List<Deployment> known = durable.history(environment);
    List<Deployment> all = new ArrayList<>();
    List<Deployment> own = run.deployments();
    for (int i = own.size() - 1; i >= 0; i--) {
      Deployment line = own.get(i);
      if (line.environment().equals(environment)) {
        if (known.contains(line)) {
          break;
        }
        all.add(line);
      }
    }
    if (all.isEmpty()) {
      return known;
    }
    all.addAll(known);
    return List.copyOf(all);
  }
}
