package dev.lockflight;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the lines of one environment, newest first. */
final class Deployments {
  private Deployments() {}

  static Optional<Deployment> current(List<Deployment> newestFirst) {
    Set<RunId> undone = new HashSet<>();
    for (Deployment line : newestFirst) {
      if (line.state() == Deployment.State.ROLLED_BACK) {
        undone.add(line.run());
      } else if (!undone.contains(line.run())) {
        return Optional.of(line);
      }
    }
    return Optional.empty();
  }

  static List<Deployment> inForce(List<Deployment> newestFirst) {
    Set<RunId> seen = new HashSet<>();
    List<Deployment> lines = new ArrayList<>();
    for (Deployment line : newestFirst) {
      if (seen.add(line.run()) && line.state() != Deployment.State.ROLLED_BACK) {
        lines.add(line);
      }
    }
    return lines;
  }

  static Optional<Deployment> lastVerified(List<Deployment> newestFirst, Orders orders) {
    Set<RunId> undone = new HashSet<>();
    for (Deployment line : newestFirst) {
      if (line.state() == Deployment.State.ROLLED_BACK) {
        undone.add(line.run());
      } else if (line.state() == Deployment.State.VERIFIED
          && !undone.contains(line.run())
          && !orders.isVetoed(line)) {
        return Optional.of(line);
      }
    }
    return Optional.empty();
  }
}
