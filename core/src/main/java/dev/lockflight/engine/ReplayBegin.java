package dev.lockflight.engine;

import dev.lockflight.Condition;
import dev.lockflight.Matrix;
import dev.lockflight.StageName;
import dev.lockflight.StageNode;
import dev.lockflight.run.Origin;
import dev.lockflight.run.RunEvent;
import dev.lockflight.run.RunStatus;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Whether stages could begin, or be skipped, where they did. Used by one thread. */
final class ReplayBegin {
  private final Readiness readiness;
  private final Map<StageName, Integer> activeCells = new HashMap<>();
  private boolean anyBegun;

  ReplayBegin(Readiness readiness) {
    this.readiness = readiness;
  }

  void noteBegun(StageNode node) {
    anyBegun = true;
    activeCells.merge(node.stage().name(), 1, Integer::sum);
  }

  void noteEnded(StageNode node) {
    activeCells.computeIfPresent(node.stage().name(), (stage, cells) -> cells - 1);
  }

  Optional<String> begun(ReplayMoment moment, StageNode node) {
    RunStatus status = moment.stage(node).status();
    if (status != RunStatus.PENDING) {
      return Optional.of("stage " + node + " is " + status + " already");
    }
    if (moment.run().abort().isPresent()) {
      return Optional.of("no stage begins after an abort");
    }
    Optional<String> skipped = whySkipped(moment, node);
    if (skipped.isPresent()) {
      return Optional.of("stage " + node + " would be skipped today: " + skipped.get());
    }
    if (!isReady(moment, node)) {
      return Optional.of("stage " + node + " still waits today: needs " + node.join());
    }
    return tooManyCells(node);
  }

  private Optional<String> tooManyCells(StageNode node) {
    Matrix matrix = node.stage().placement().matrix();
    int active = activeCells.getOrDefault(node.stage().name(), 0);
    boolean full = matrix != null && !node.gathersCells() && active >= matrix.maxParallel();
    return full
        ? Optional.of("of stage " + node.stage().name() + " " + active + " cells run already")
        : Optional.empty();
  }

  /** It ended without having begun: skipped, or kept from the run that is repeated. */
  Optional<String> ended(ReplayMoment moment, StageNode node, RunStatus status) {
    Origin origin = moment.run().created().origin();
    boolean kept = origin.kind() == Origin.Kind.RERUN && !anyBegun;
    if (kept && (status == RunStatus.SUCCEEDED || status == RunStatus.SKIPPED)) {
      return node.name().equals(origin.stage())
          ? Optional.of("stage " + node + " is the one to be repeated")
          : Optional.empty();
    }
    if (node.gathersCells() && readiness.answer(node) == Readiness.Answer.SKIP) {
      RunStatus today = RunEnd.ofCells(moment.pipeline(), moment.run(), node).status();
      return today == status
          ? Optional.empty()
          : Optional.of("the cells of stage " + node + " end it " + today + " today");
    }
    if (status != RunStatus.SKIPPED) {
      return Optional.of("stage " + node + " has not begun, so it cannot end " + status);
    }
    if (moment.run().abort().isPresent()) {
      return Optional.of("no stage is skipped after an abort");
    }
    return whySkipped(moment, node).isPresent()
        ? Optional.empty()
        : Optional.of(
            "stage "
                + node
                + (isReady(moment, node)
                    ? " would not be skipped today"
                    : " still waits today: needs " + node.join()));
  }

  private static boolean isRolledBackAlone(ReplayMoment moment, StageNode node) {
    return moment.run().created().origin().kind() == Origin.Kind.ROLLBACK && !node.gathersCells();
  }

  private boolean isReady(ReplayMoment moment, StageNode node) {
    return isRolledBackAlone(moment, node) || readiness.answer(node) == Readiness.Answer.BEGIN;
  }

  private Optional<String> whySkipped(ReplayMoment moment, StageNode node) {
    if (isRolledBackAlone(moment, node)) {
      return moment.rollsBack(node) ? Optional.empty() : Optional.of("not part of the rollback");
    }
    Readiness.Answer answer = readiness.answer(node);
    if (answer == Readiness.Answer.SKIP) {
      return Optional.of("needs " + node.join());
    }
    RunEvent.Created created = moment.run().created();
    Condition when = node.stage().placement().when();
    return answer == Readiness.Answer.BEGIN && !when.holds(created.cause(), created.parameters())
        ? Optional.of("not when " + when)
        : Optional.empty();
  }
}
