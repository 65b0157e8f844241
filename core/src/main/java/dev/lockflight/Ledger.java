package dev.lockflight;

import java.util.List;
import java.util.Optional;

/** What is deployed where. Thread-safe. */
public interface Ledger {
  /** Everything that happened in the environment, newest first. */
  List<Deployment> history(EnvironmentName environment);

  /** The newest line about the environment, whatever its state. */
  default Optional<Deployment> latest(EnvironmentName environment) {
    return history(environment).stream().findFirst();
  }

  /** What is there now: the newest deployment that was neither undone nor is undoing another. */
  default Optional<Deployment> current(EnvironmentName environment) {
    return Deployments.current(history(environment));
  }

  /** The newest deployment whose gates all opened and that was not rolled back since. */
  default Optional<Deployment> lastVerified(EnvironmentName environment) {
    return Deployments.lastVerified(history(environment));
  }
}
