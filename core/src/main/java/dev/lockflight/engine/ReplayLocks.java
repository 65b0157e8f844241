package dev.lockflight.engine;

import dev.lockflight.EnvironmentName;
import dev.lockflight.Phase;
import dev.lockflight.StageNode;
import dev.lockflight.run.LockClaim;
import dev.lockflight.run.StageEvent;
import dev.lockflight.run.StageRun;
import java.util.Optional;

/** Whether a stage could ask for a lock, or be given it, where that stands. */
final class ReplayLocks {
  private ReplayLocks() {}

  static Optional<String> problem(ReplayMoment moment, StageNode node) {
    StageRun stage = moment.stage(node);
    if (moment.event() instanceof StageEvent.LockAcquired acquired) {
      boolean waits =
          stage
              .lock()
              .filter(claim -> !claim.held() && claim.environment().equals(acquired.environment()))
              .isPresent();
      return waits
          ? Optional.empty()
          : Optional.of(
              "stage " + node + " does not wait for the lock of " + acquired.environment());
    }
    StageEvent.LockRequested wanted = (StageEvent.LockRequested) moment.event();
    return requested(moment, node, wanted.environment());
  }

  private static Optional<String> requested(
      ReplayMoment moment, StageNode node, EnvironmentName environment) {
    StageRun stage = moment.stage(node);
    boolean own =
        AdvanceStage.wantsLock(node)
            && node.stage().environment().filter(e -> e.name().equals(environment)).isPresent();
    if (!own) {
      return Optional.of("stage " + node + " does not deploy into " + environment + " today");
    }
    Optional<LockClaim> claim = stage.lock();
    if (claim.isPresent()) {
      return Optional.of("stage " + node + " has asked for the lock already");
    }
    if (stage.phase() != Phase.REQUIRE || moment.isAborted(stage.phase())) {
      return Optional.of("stage " + node + " needs no lock any more");
    }
    boolean closed =
        !ReplayOrders.mayAskAgain(stage, node)
            && !AdvanceGates.soFar(stage, node, Phase.REQUIRE).isDone()
            && AdvanceStage.asksEntryGates(moment.run(), node);
    return closed
        ? Optional.of("stage " + node + " asks for the lock while its gates are closed")
        : Optional.empty();
  }
}
