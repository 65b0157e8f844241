package dev.lockflight;

import java.util.List;
import java.util.Optional;

/** What is deployed where. Thread-safe. */
public interface Ledger {
  /** Everything that happened in the environment, newest first. */
  List<Deployment> history(EnvironmentName environment);

  /** The last line of each run that was not undone, newest first. */
  default List<Deployment> inForce(EnvironmentName environment) {
    return Deployments.inForce(history(environment));
  }

  /** The newest line about the environment, whatever its state. */
  default Optional<Deployment> latest(EnvironmentName environment) {
    return history(environment).stream().findFirst();
  }

  /** What is there now: the newest deployment that was neither undone nor is undoing another. */
  default Optional<Deployment> current(EnvironmentName environment) {
    return Deployments.current(history(environment));
  }

  /**
   * The newest deployment whose gates all opened, that was not rolled back since and whose release
   * is not vetoed there.
   */
  default Optional<Deployment> lastVerified(EnvironmentName environment) {
    return Deployments.lastVerified(history(environment), orders());
  }

  /** What people have ordered about environments: vetoes, pins and holds. */
  default Orders orders() {
    return Orders.NONE;
  }

  /** Why automation is stopped in front of the environment, when it is. */
  default Optional<Hold> hold(EnvironmentName environment) {
    return Holds.of(environment, history(environment), orders());
  }
}
