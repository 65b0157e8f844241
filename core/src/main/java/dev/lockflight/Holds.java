package dev.lockflight;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds out whether automation is stopped in front of an environment. */
final class Holds {
  private Holds() {}

  /** An ordered hold stands until it is released; one that follows from the ledger likewise. */
  static Optional<Hold> of(
      EnvironmentName environment, List<Deployment> newestFirst, Orders orders) {
    Optional<OrderEntry> word = orders.lastAboutHold(environment);
    Optional<Hold> ordered =
        word.filter(entry -> entry.order() instanceof Order.Hold)
            .map(entry -> new Hold(environment, entry.at(), entry.order().toString()));
    return ordered.or(
        () ->
            takenBack(newestFirst)
                .map(line -> new Hold(environment, line.at(), line.release() + " was taken back"))
                .filter(hold -> word.isEmpty() || hold.since().isAfter(word.get().at())));
  }

  /**
   * The line that says that a release was taken back by somebody, when nothing came after it. What
   * the engine rolled back by itself never came to an end here, and holds nothing: the next push
   * may well be its repair.
   */
  private static Optional<Deployment> takenBack(List<Deployment> newestFirst) {
    Set<RunId> undoneByItself = new HashSet<>();
    for (Deployment line : newestFirst) {
      if (line.state() == Deployment.State.ROLLED_BACK) {
        if (hadEnded(line.run(), newestFirst)) {
          return Optional.of(line);
        }
        undoneByItself.add(line.run());
      } else if (!undoneByItself.contains(line.run())) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  private static boolean hadEnded(RunId run, List<Deployment> lines) {
    return lines.stream()
        .filter(line -> line.run().equals(run))
        .map(Deployment::state)
        .anyMatch(state -> state == Deployment.State.VERIFIED || state == Deployment.State.FAILED);
  }
}
