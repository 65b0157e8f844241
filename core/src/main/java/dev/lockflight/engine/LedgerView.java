package dev.lockflight.engine;

import dev.lockflight.Deployment;
import dev.lockflight.EnvironmentName;
import dev.lockflight.Ledger;
import dev.lockflight.Orders;
import dev.lockflight.RunId;
import dev.lockflight.run.JournalEntry;
import dev.lockflight.run.Run;
import dev.lockflight.run.RunEvent;
import dev.lockflight.store.RunStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.pcollections.ConsPStack;
import org.pcollections.PStack;

/** The ledger of a store, kept in memory for the environments that were asked for. */
final class LedgerView implements Ledger {
  private final RunStore store;
  private final Map<EnvironmentName, PStack<Deployment>> known = new ConcurrentHashMap<>();

  private volatile @Nullable Orders orders;

  LedgerView(RunStore store) {
    this.store = store;
  }

  @Override
  public List<Deployment> history(EnvironmentName environment) {
    return known.computeIfAbsent(environment, name -> ConsPStack.from(store.deployments(name)));
  }

  @Override
  public Orders orders() {
    Orders known = orders;
    return known == null ? readOrders() : known;
  }

  /** Reads them anew: one was written. */
  Orders readOrders() {
    Orders read = Orders.of(store.orders());
    orders = read;
    return read;
  }

  /** A run of the store, as its journal says. */
  Optional<Run> run(RunId id) {
    List<JournalEntry> journal = store.read(id, 0);
    return journal.isEmpty() ? Optional.empty() : Optional.of(Run.of(id, journal));
  }

  /**
   * The entry is durable.
   *
   * @return the environment that is no longer held, when that came of it
   */
  Optional<EnvironmentName> note(JournalEntry entry) {
    if (!(entry.event() instanceof RunEvent.DeploymentRecorded recorded)) {
      return Optional.empty();
    }
    Deployment line = recorded.deployment();
    EnvironmentName environment = line.environment();
    if (!known.containsKey(environment)) {
      return Optional.empty();
    }
    boolean wasHeld = hold(environment).isPresent();
    var unused = known.computeIfPresent(environment, (name, lines) -> with(line, lines));
    return wasHeld && hold(environment).isEmpty() ? Optional.of(environment) : Optional.empty();
  }

  /** The line may be among them already: they were read after it was written. */
  private static PStack<Deployment> with(Deployment line, PStack<Deployment> lines) {
    for (Deployment before : lines) {
      if (before.equals(line)) {
        return lines;
      }
      if (before.at().isBefore(line.at())) {
        break;
      }
    }
    return lines.plus(line);
  }
}
