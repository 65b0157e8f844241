package dev.lockflight.engine;

import dev.lockflight.Deployment;
import dev.lockflight.Environment;
import dev.lockflight.EnvironmentName;
import dev.lockflight.Phase;
import dev.lockflight.Release;
import dev.lockflight.Rollback;
import dev.lockflight.RunId;
import dev.lockflight.StageNode;
import dev.lockflight.run.Origin;
import dev.lockflight.run.RunEvent;
import dev.lockflight.run.RunStatus;
import dev.lockflight.run.StageEvent;
import dev.lockflight.run.StageRun;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where a stage goes after each of its phases, and what that means for the ledger. */
final class StageRoute {
  private final Turn turn;
  private final StageNode node;

  StageRoute(Turn turn, StageNode node) {
    this.turn = turn;
    this.node = node;
  }

  void after(Phase phase, Progressed progressed) {
    switch (phase) {
      case REQUIRE -> afterEntry(progressed);
      case RUN -> afterSteps(progressed);
      case VERIFY -> afterProof(progressed);
      case ON_SUCCESS -> afterSuccess(progressed);
      case ROLLBACK -> afterRollback(progressed);
      case VERIFY_ROLLBACK -> afterRollbackProof(progressed);
      case ON_FAILURE -> enter(Phase.ALWAYS, outcome(), reasonWith(progressed));
      case ALWAYS -> end(outcome(), reasonWith(progressed));
    }
  }

  private void afterEntry(Progressed progressed) {
    if (!progressed.isDone()) {
      end(progressed.status(), progressed.reason());
    } else if (turn.run().created().origin().rollsBack(node.stage().name())) {
      enter(Phase.ROLLBACK, RunStatus.SUCCEEDED, "rolled back on request");
    } else {
      record(Deployment.State.DEPLOYING);
      enter(Phase.RUN, null, "");
    }
  }

  private void afterSteps(Progressed progressed) {
    if (progressed.isDone()) {
      record(Deployment.State.DEPLOYED);
      enter(Phase.VERIFY, null, "");
    } else {
      fail(progressed);
    }
  }

  private void afterProof(Progressed progressed) {
    if (progressed.isDone()) {
      if (!node.stage().gates(Phase.VERIFY).isEmpty()) {
        record(Deployment.State.VERIFIED);
        if (AdvanceStage.wantsLock(node)) {
          TakenBack.by(turn, node).forEach(turn::happened);
        }
      }
      enter(Phase.ON_SUCCESS, null, "");
    } else {
      fail(progressed);
    }
  }

  private void afterSuccess(Progressed progressed) {
    if (progressed.isDone()) {
      enter(Phase.ALWAYS, RunStatus.SUCCEEDED, "");
    } else {
      enter(Phase.ON_FAILURE, progressed.status(), "after verification: " + progressed.reason());
    }
  }

  private void fail(Progressed progressed) {
    Optional<Rollback> rollback = node.stage().rollback();
    boolean known = progressed.status() == RunStatus.FAILED;
    if (rollback.isPresent() && (known || rollback.get().whenErrored())) {
      enter(Phase.ROLLBACK, progressed.status(), progressed.reason());
    } else {
      record(Deployment.State.FAILED);
      enter(Phase.ON_FAILURE, progressed.status(), progressed.reason());
    }
  }

  private void afterRollback(Progressed progressed) {
    if (progressed.isDone()) {
      enter(Phase.VERIFY_ROLLBACK, outcome(), stage().reason());
    } else {
      rollbackFailed("the rollback failed: " + progressed.reason());
    }
  }

  private void afterRollbackProof(Progressed progressed) {
    if (!progressed.isDone()) {
      rollbackFailed("the rollback could not be verified: " + progressed.reason());
      return;
    }
    record(Deployment.State.ROLLED_BACK);
    boolean asked = outcome() == RunStatus.SUCCEEDED;
    Phase next = asked ? Phase.ALWAYS : Phase.ON_FAILURE;
    enter(next, outcome(), stage().reason() + (asked ? "" : "; rolled back"));
  }

  private void rollbackFailed(String why) {
    record(Deployment.State.FAILED);
    enter(Phase.ON_FAILURE, RunStatus.FAILED, stage().reason() + "; " + why);
  }

  /** Leaves without success, handlers or rollback; only ALWAYS still runs. */
  void abandon(RunStatus status, String reason) {
    record(Deployment.State.FAILED);
    enter(Phase.ALWAYS, status, reason);
  }

  void end(RunStatus status, String reason) {
    freeLock("");
    turn.happened(new StageEvent.StageEnded(node.name(), status, reason));
  }

  /** Gives the lock back, or leaves the queue for it. */
  void freeLock(String reason) {
    stage()
        .lock()
        .ifPresent(
            claim -> {
              turn.happened(new StageEvent.LockReleased(node.name(), claim.environment(), reason));
              turn.then(new Effect.FreeLock(node.name(), claim.environment()));
            });
  }

  /** An empty phase is passed through without a word in the journal. */
  private void enter(Phase phase, @Nullable RunStatus outcome, String reason) {
    boolean empty =
        node.gathersCells()
            || (node.stage().steps(phase).isEmpty() && node.stage().gates(phase).isEmpty());
    if (empty && phase == Phase.ALWAYS) {
      end(outcome == null ? RunStatus.SUCCEEDED : outcome, reason);
    } else if (empty && outcome == null) {
      after(phase, Progressed.DONE);
    } else {
      turn.happened(new StageEvent.PhaseEntered(node.name(), phase, outcome, reason));
    }
  }

  private void record(Deployment.State state) {
    if (!node.stage().deploys() || node.gathersCells()) {
      return;
    }
    node.stage()
        .environment()
        .map(Environment::name)
        .ifPresent(environment -> record(environment, state));
  }

  private void record(EnvironmentName environment, Deployment.State state) {
    deploymentsOf(environment)
        .forEach(
            (run, release) ->
                turn.happened(
                    new RunEvent.DeploymentRecorded(
                        new Deployment(
                            environment, release, run, node.stage().name(), state, turn.now()))));
  }

  /**
   * This run; or, for a rollback on request, the run it undoes and all that deployed after that.
   */
  private Map<RunId, Release> deploymentsOf(EnvironmentName environment) {
    Origin origin = turn.run().created().origin();
    Optional<RunId> undone = origin.earlierRun();
    if (origin.kind() != Origin.Kind.ROLLBACK || undone.isEmpty()) {
      return Map.of(turn.run().id(), turn.run().release());
    }
    Map<RunId, Release> all = new LinkedHashMap<>();
    for (Deployment line : turn.ledger().history(environment)) {
      boolean passed = all.containsKey(undone.get()) && !line.run().equals(undone.get());
      if (passed) {
        break;
      }
      all.putIfAbsent(line.run(), line.release());
    }
    return all;
  }

  private RunStatus outcome() {
    return stage().outcome().orElse(RunStatus.SUCCEEDED);
  }

  private String reasonWith(Progressed progressed) {
    String reason = stage().reason();
    if (progressed.isDone()) {
      return reason;
    }
    return (reason.isBlank() ? "" : reason + "; ") + "handler: " + progressed.reason();
  }

  private StageRun stage() {
    return turn.run().stage(node.name());
  }
}
