package dev.lockflight.connector.dbt;

import java.util.List;
import java.util.Set;

/** Picks results by their status. */
final class Statuses {
  private static final Set<NodeStatus> NOT_EXECUTED = Set.of(NodeStatus.SKIPPED, NodeStatus.NO_OP);

  private Statuses() {}

  static List<NodeResult> skipped(RunResults results) {
    return results.results().stream().filter(r -> r.status() == NodeStatus.SKIPPED).toList();
  }

  static boolean executed(NodeResult result) {
    return !NOT_EXECUTED.contains(result.status());
  }
}
