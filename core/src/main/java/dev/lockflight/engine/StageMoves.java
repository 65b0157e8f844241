package dev.lockflight.engine;

import dev.lockflight.LockPolicy;
import dev.lockflight.LockRule;
import dev.lockflight.Phase;
import dev.lockflight.StageNode;
import dev.lockflight.run.GateRun;
import dev.lockflight.run.ItemKey;
import dev.lockflight.run.JournalEntry;
import dev.lockflight.run.LockClaim;
import dev.lockflight.run.RunEvent;
import dev.lockflight.run.RunStatus;
import dev.lockflight.run.StageEvent;
import dev.lockflight.run.StageRun;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * What the engine would do next with an active stage, as today's definition says: each way is the
 * events it would write in one turn. Which way it went depended on the world.
 */
final class StageMoves {
  private final ReplayMoment moment;
  private final StageNode node;
  private final StageRun stage;

  StageMoves(ReplayMoment moment, StageNode node) {
    this.moment = moment;
    this.node = node;
    this.stage = moment.stage(node);
  }

  List<List<RunEvent>> all() {
    List<List<RunEvent>> ways = new ArrayList<>();
    Phase phase = stage.phase();
    if (moment.isAborted(phase)) {
      ways.add(abort(phase));
    } else if (stage.lock().filter(claim -> !claim.held()).isPresent()) {
      leaveQueue(ways);
      ReplayOrders.letGo(moment, node).ifPresent(letGo -> ways.add(decided(letGo)));
    } else if (phase == Phase.REQUIRE && !EntryOrders.soFar(stage, node).isDone()) {
      ReplayOrders.keptBack(moment, node).forEach(way -> ways.add(decided(way)));
    } else {
      ways.add(goOn(phase));
      if (mayLetGo(phase)) {
        ways.add(decided((turn, route) -> route.freeLock("waiting")));
      }
    }
    return ways.stream().filter(way -> !way.isEmpty()).toList();
  }

  private List<RunEvent> decided(BiConsumer<Turn, StageRoute> decision) {
    Turn turn = moment.turn();
    decision.accept(turn, new StageRoute(turn, node));
    return turn.entries().stream().map(JournalEntry::event).toList();
  }

  private List<RunEvent> abort(Phase phase) {
    return decided(
        (turn, route) -> {
          if (phase == Phase.REQUIRE) {
            route.end(RunStatus.ABORTED, "");
          } else {
            route.abandon(RunStatus.ABORTED, "");
          }
        });
  }

  /** A newer run of any pipeline may supersede it; only its own policy rejects it. */
  private void leaveQueue(List<List<RunEvent>> ways) {
    ways.add(decided((turn, route) -> route.end(RunStatus.SUPERSEDED, "")));
    if (rule().policy() == LockPolicy.REJECT) {
      ways.add(decided((turn, route) -> route.end(RunStatus.REJECTED, "")));
    }
  }

  private LockRule rule() {
    return node.stage()
        .environment()
        .map(dev.lockflight.Environment::lock)
        .orElse(LockRule.of(LockPolicy.QUEUE));
  }

  private List<RunEvent> goOn(Phase phase) {
    return decided(
        (turn, route) -> {
          Progressed progressed = progressed(turn, phase);
          if (!progressed.isWaiting()) {
            route.after(phase, progressed);
          }
        });
  }

  private Progressed progressed(Turn turn, Phase phase) {
    return switch (phase) {
      case REQUIRE -> entry();
      case VERIFY -> proof(turn);
      case VERIFY_ROLLBACK -> AdvanceGates.soFar(stage, node, phase);
      case RUN, ON_SUCCESS, ROLLBACK, ON_FAILURE, ALWAYS ->
          new AdvanceSteps(turn, node).moveOn(phase);
    };
  }

  private Progressed entry() {
    boolean has = stage.lock().map(LockClaim::held).orElse(!AdvanceStage.wantsLock(node));
    Progressed gates =
        AdvanceStage.asksEntryGates(moment.run(), node)
            ? AdvanceGates.soFar(stage, node, Phase.REQUIRE)
            : Progressed.DONE;
    return gates.isDone() && !has ? Progressed.WAITING : gates;
  }

  private Progressed proof(Turn turn) {
    Progressed gates = AdvanceGates.soFar(stage, node, Phase.VERIFY);
    Optional<Instant> end = StageDeadline.of(turn, node);
    boolean late = gates.isWaiting() && end.isPresent() && !end.get().isAfter(turn.now());
    return late ? Progressed.failed(RunStatus.ERRORED, "not proven in time") : gates;
  }

  /** Whether the lock may be given back while a gate waits. */
  private boolean mayLetGo(Phase phase) {
    boolean waits =
        node.stage().gates(Phase.REQUIRE).stream()
            .flatMap(gate -> stage.gate(new ItemKey(Phase.REQUIRE, gate.name().value())).stream())
            .map(GateRun::verdict)
            .anyMatch(dev.lockflight.Verdict::isPending);
    return phase == Phase.REQUIRE
        && moment.event() instanceof StageEvent.LockReleased
        && stage.lock().isPresent()
        && !rule().keptWhileWaiting()
        && waits;
  }
}
