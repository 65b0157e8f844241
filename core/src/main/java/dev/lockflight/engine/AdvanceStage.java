package dev.lockflight.engine;

import dev.lockflight.Environment;
import dev.lockflight.Gate;
import dev.lockflight.ItemPath;
import dev.lockflight.LockRule;
import dev.lockflight.Phase;
import dev.lockflight.StageNode;
import dev.lockflight.Verdict;
import dev.lockflight.run.GateRun;
import dev.lockflight.run.ItemKey;
import dev.lockflight.run.LockClaim;
import dev.lockflight.run.Run;
import dev.lockflight.run.RunStatus;
import dev.lockflight.run.StageEvent;
import dev.lockflight.run.StageRun;
import java.time.Instant;
import java.util.Optional;

/** Moves one stage on until it waits for something or has ended. */
final class AdvanceStage {
  private final Turn turn;
  private final StageNode node;
  private final AdvanceGates gates;
  private final AdvanceSteps steps;
  private final StageRoute route;

  AdvanceStage(Turn turn, StageNode node, Contexts contexts) {
    this.turn = turn;
    this.node = node;
    this.gates = new AdvanceGates(turn, node, contexts);
    this.steps = new AdvanceSteps(turn, node);
    this.route = new StageRoute(turn, node);
  }

  void advance() {
    turn.at(node.name());
    boolean moved = true;
    while (moved && stage().isActive()) {
      moved = moveOn();
    }
  }

  private boolean moveOn() {
    Phase phase = stage().phase();
    if (turn.run().abort().isPresent() && phase.compareTo(Phase.ON_SUCCESS) <= 0) {
      return abort(phase);
    }
    Progressed progressed =
        switch (phase) {
          case REQUIRE -> enter();
          case VERIFY, VERIFY_ROLLBACK -> prove(phase);
          case RUN, ON_SUCCESS, ROLLBACK, ON_FAILURE, ALWAYS -> steps.moveOn(phase);
        };
    if (progressed.isWaiting()) {
      return false;
    }
    route.after(phase, progressed);
    return true;
  }

  private Progressed prove(Phase phase) {
    Progressed progressed = gates.moveOn(phase);
    Optional<Instant> end = StageDeadline.of(turn, node);
    if (!progressed.isWaiting() || phase != Phase.VERIFY || end.isEmpty()) {
      return progressed;
    }
    if (!end.get().isAfter(turn.now())) {
      return Progressed.failed(
          RunStatus.ERRORED, "not proven before the stage timed out at " + end.get());
    }
    turn.wakeAt(end.get());
    return progressed;
  }

  /**
   * Orders, lock, gates, and once more what may have changed while people or time were waited for.
   */
  private Progressed enter() {
    Progressed orders = EntryOrders.moveOn(turn, node);
    if (!orders.isDone()) {
      if (orders.isWaiting()) {
        route.freeLock("waiting");
      }
      return orders;
    }
    if (wantsLock() && stage().lock().isEmpty() && !waitsWithoutLock()) {
      requestLock();
    }
    if (stage().lock().map(claim -> !claim.held()).orElse(false)) {
      return Progressed.WAITING;
    }
    if (!asksEntryGates(turn.run(), node)) {
      return Progressed.DONE;
    }
    Progressed progressed = gates.moveOn(Phase.REQUIRE);
    if (progressed.isWaiting()) {
      freeLockWhileWaiting();
      return progressed;
    }
    if (!progressed.isDone()) {
      return progressed;
    }
    if (wantsLock() && stage().lock().isEmpty()) {
      requestLock();
      return enter();
    }
    return stillHolds() ? Progressed.DONE : gates.moveOn(Phase.REQUIRE);
  }

  /** Asks the pure gates once more, and voids approvals of what is no longer so. */
  private boolean stillHolds() {
    boolean holds = true;
    for (Gate gate : node.stage().gates(Phase.REQUIRE)) {
      ItemPath path = new ItemPath(node.name(), Phase.REQUIRE, gate.name().value());
      if (gate.kind() == Gate.Kind.PURE && !overridden(path)) {
        holds &= gates.askHere(path, gate).opens();
      } else if (new AskPeople(turn, node).voidStale(gate)) {
        gates.record(path, Verdict.pending("APPROVAL_STALE: what was approved has changed"));
        holds = false;
      }
    }
    return holds;
  }

  private boolean overridden(ItemPath path) {
    return stage()
        .gate(ItemKey.of(path))
        .map(GateRun::verdict)
        .filter(verdict -> verdict.status() == Verdict.Status.OVERRIDDEN)
        .isPresent();
  }

  /** Its cells have asked them already; a rollback on request asks none. */
  static boolean asksEntryGates(Run run, StageNode node) {
    return !node.gathersCells() && !run.created().origin().rollsBack(node.stage().name());
  }

  private boolean wantsLock() {
    return wantsLock(node);
  }

  static boolean wantsLock(StageNode node) {
    return node.stage().deploys() && !node.gathersCells() && node.stage().environment().isPresent();
  }

  private LockRule rule() {
    return node.stage().environment().map(Environment::lock).orElseThrow();
  }

  /** A free environment is taken in the same turn; else the stage waits to be told. */
  private void requestLock() {
    Environment environment = node.stage().environment().orElseThrow();
    turn.happened(new StageEvent.LockRequested(node.name(), environment.name()));
    if (turn.takeIfFree(environment.name(), node.name())) {
      turn.happened(new StageEvent.LockAcquired(node.name(), environment.name()));
    } else {
      turn.then(new Effect.WantLock(node.name(), environment.name(), environment.lock()));
    }
  }

  /** Whether it gave the lock back to wait, and still waits. */
  private boolean waitsWithoutLock() {
    return !rule().keptWhileWaiting()
        && node.stage().gates(Phase.REQUIRE).stream()
            .anyMatch(gate -> stage().gate(ItemKey.of(path(gate))).isPresent());
  }

  private ItemPath path(Gate gate) {
    return new ItemPath(node.name(), Phase.REQUIRE, gate.name().value());
  }

  private void freeLockWhileWaiting() {
    boolean waits =
        node.stage().gates(Phase.REQUIRE).stream()
            .flatMap(gate -> stage().gate(ItemKey.of(path(gate))).stream())
            .anyMatch(gate -> gate.verdict().isPending());
    if (waits && wantsLock() && !rule().keptWhileWaiting()) {
      stage().lock().filter(LockClaim::held).ifPresent(claim -> route.freeLock("waiting"));
    }
  }

  /** Stops what is under way, waits for its end, and leaves through ALWAYS. */
  private boolean abort(Phase phase) {
    String why = turn.run().abort().orElse("");
    if (phase == Phase.REQUIRE) {
      route.end(RunStatus.ABORTED, why);
      return true;
    }
    if (!steps.isUnderWay(phase)) {
      route.abandon(RunStatus.ABORTED, why);
      return true;
    }
    steps.stop(phase, "aborted by " + why);
    return !steps.moveOn(phase).isWaiting();
  }

  private StageRun stage() {
    return turn.run().stage(node.name());
  }
}
