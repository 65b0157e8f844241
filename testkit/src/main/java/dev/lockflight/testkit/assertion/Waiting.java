package dev.lockflight.testkit.assertion;

import dev.lockflight.ItemPath;
import dev.lockflight.StageNode;
import dev.lockflight.engine.Blocker;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a run waits for now. */
final class Waiting {
  private static final Turning NOWHERE = new Turning(List.of(), List.of(), List.of());

  private final RunRecord record;
  private final Turning turning;

  Waiting(RunRecord record) {
    this.record = record;
    this.turning = record.run().isEnded() ? NOWHERE : Turning.of(record);
  }

  /** A pending gate or approval, or a step, of this name. */
  boolean isFor(String what) {
    return turning.items().stream().anyMatch(item -> Items.isMeant(item, what))
        || turning.gates().stream().anyMatch(gate -> asks(gate, what));
  }

  private boolean asks(ItemPath path, String approval) {
    return record.pipeline().graph().find(path.stage()).map(StageNode::stage).stream()
        .flatMap(stage -> stage.gates(path.phase()).stream())
        .filter(gate -> gate.name().value().equals(path.item()))
        .flatMap(gate -> gate.approvals().stream())
        .anyMatch(rule -> rule.name().value().equals(approval));
  }

  boolean isForLockOf(String environment) {
    return turning.stages().stream()
        .map(record.run()::stage)
        .flatMap(stage -> stage.lock().stream())
        .anyMatch(claim -> !claim.held() && claim.environment().value().equals(environment));
  }

  /** The earliest moment at which time alone can let it go on. */
  Optional<Instant> until() {
    return Blocker.all(record.pipeline(), record.run()).stream()
        .flatMap(blocker -> blocker.earliestMoment().stream())
        .min(Instant::compareTo);
  }

  String told() {
    List<Blocker> blockers = Blocker.all(record.pipeline(), record.run());
    return blockers.isEmpty()
        ? "it is " + record.run().status() + " and waits for nothing"
        : "it waits for " + blockers;
  }
}
