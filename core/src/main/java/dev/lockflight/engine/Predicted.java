package dev.lockflight.engine;

import dev.lockflight.Deployment;
import dev.lockflight.run.Origin;
import dev.lockflight.run.RunEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What the engine would write next, when that is certain: events it decides in one turn stand in
 * the journal one behind the other. Used by one thread.
 */
final class Predicted {
  /** The ways to go on, each with at least one event. */
  private List<List<RunEvent>> ways = List.of();

  /** Whether only certain events can come next. */
  boolean isOpen() {
    return !ways.isEmpty();
  }

  /** Why none of these ways begins with the entry; empty when one does, which is then gone on. */
  Optional<String> beginsWith(ReplayMoment moment, List<List<RunEvent>> candidates) {
    ways = candidates;
    return goesOnWith(moment);
  }

  Optional<String> goesOnWith(ReplayMoment moment) {
    List<List<RunEvent>> before = ways.stream().filter(way -> !way.isEmpty()).toList();
    if (before.stream().anyMatch(way -> isOneMoreUndone(moment, way.get(0)))) {
      return Optional.empty();
    }
    List<List<RunEvent>> left = new ArrayList<>();
    boolean found = false;
    for (List<RunEvent> way : before) {
      if (Shape.same(way.get(0), moment.event(), isRollback(moment))) {
        found = true;
        left.add(way.subList(1, way.size()));
      }
    }
    ways = left.stream().filter(way -> !way.isEmpty()).toList();
    return found ? Optional.empty() : Optional.of(wanted(before));
  }

  private static String wanted(List<List<RunEvent>> ways) {
    return ways.isEmpty()
        ? "today the stage would wait here"
        : "today there would come: "
            + ways.stream()
                .map(way -> way.get(0).describe())
                .distinct()
                .collect(Collectors.joining(", or "));
  }

  private static boolean isRollback(ReplayMoment moment) {
    return moment.run().created().origin().kind() == Origin.Kind.ROLLBACK;
  }

  /**
   * A rollback on request undoes what was deployed after its target too; which runs those were, the
   * ledger of that time knew. The one it names comes last.
   */
  private static boolean isOneMoreUndone(ReplayMoment moment, RunEvent wanted) {
    if (!isRollback(moment)
        || !(wanted instanceof RunEvent.DeploymentRecorded expected)
        || !(moment.event() instanceof RunEvent.DeploymentRecorded actual)) {
      return false;
    }
    Deployment one = expected.deployment();
    Deployment other = actual.deployment();
    return !one.run().equals(other.run())
        && one.environment().equals(other.environment())
        && one.stage().equals(other.stage())
        && one.state() == other.state();
  }
}
