package dev.lockflight.engine;

import dev.lockflight.Deployment;
import dev.lockflight.EnvironmentName;
import dev.lockflight.Ledger;
import dev.lockflight.run.JournalEntry;
import dev.lockflight.run.RunEvent;
import dev.lockflight.store.RunStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The ledger of a store, kept in memory for the environments that were asked for. */
final class LedgerView implements Ledger {
  private final RunStore store;
  private final Map<EnvironmentName, List<Deployment>> known = new ConcurrentHashMap<>();

  LedgerView(RunStore store) {
    this.store = store;
  }

  @Override
  public List<Deployment> history(EnvironmentName environment) {
    return known.computeIfAbsent(environment, store::deployments);
  }

  /** The entry is durable. */
  void note(JournalEntry entry) {
    if (entry.event() instanceof RunEvent.DeploymentRecorded recorded) {
      Deployment line = recorded.deployment();
      known.computeIfPresent(
          line.environment(),
          (environment, lines) -> {
            if (lines.contains(line)) {
              return lines;
            }
            List<Deployment> all = new ArrayList<>(lines.size() + 1);
            all.add(line);
            all.addAll(lines);
            return List.copyOf(all);
          });
    }
  }
}
