package dev.lockflight;

import java.util.List;
import java.util.Optional;

/**
 * The way back to a release in one environment.
 *
 * @param target the line that says that it was verified there
 * @param undone the deployments after it, newest first, at least one
 */
record ReturnPath(Deployment target, List<Deployment> undone) {
  ReturnPath {
    undone = List.copyOf(undone);
  }

  /** What is in force there but for this run's own. */
  static List<Deployment> others(Ledger ledger, EnvironmentName environment, RunId run) {
    return ledger.inForce(environment).stream().filter(line -> !line.run().equals(run)).toList();
  }

  /**
   * The way back to this commit.
   *
   * @param inForce newest first
   */
  static Optional<ReturnPath> to(String commit, List<Deployment> inForce) {
    for (int i = 1; i < inForce.size(); i++) {
      Deployment line = inForce.get(i);
      if (line.state() == Deployment.State.VERIFIED && line.release().commit().equals(commit)) {
        return Optional.of(new ReturnPath(line, inForce.subList(0, i)));
      }
    }
    return Optional.empty();
  }

  /** The first of those that are undone: its savepoint holds the data of the target. */
  Deployment firstUndone() {
    return undone.get(undone.size() - 1);
  }
}
