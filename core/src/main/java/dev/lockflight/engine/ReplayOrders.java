package dev.lockflight.engine;

import dev.lockflight.EnvironmentName;
import dev.lockflight.LockRule;
import dev.lockflight.Phase;
import dev.lockflight.StageNode;
import dev.lockflight.Verdict;
import dev.lockflight.run.ItemKey;
import dev.lockflight.run.LockClaim;
import dev.lockflight.run.RunStatus;
import dev.lockflight.run.StageEvent;
import dev.lockflight.run.StageRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/** What may stand in a journal because people gave orders; which ones, nobody knows any more. */
final class ReplayOrders {
  private ReplayOrders() {}

  static Optional<String> problem(ReplayMoment moment, StageNode node) {
    if (moment.isAborted(moment.stage(node).phase())) {
      return Optional.of("no order is looked at after an abort");
    }
    return moment.stage(node).phase() == Phase.REQUIRE
            && AdvanceStage.asksEntryGates(moment.run(), node)
        ? Optional.empty()
        : Optional.of("stage " + node + " has entered; orders no longer keep it back");
  }

  /** A stage that is kept back gives back its lock, and may be refused for good. */
  static List<BiConsumer<Turn, StageRoute>> keptBack(ReplayMoment moment, StageNode node) {
    List<BiConsumer<Turn, StageRoute>> ways = new ArrayList<>();
    letGo(moment, node).ifPresent(ways::add);
    RunStatus end =
        EntryOrders.soFar(moment.stage(node), node).isWaiting()
            ? RunStatus.SUPERSEDED
            : RunStatus.REJECTED;
    ways.add((turn, route) -> route.end(end, ""));
    return ways;
  }

  static Optional<BiConsumer<Turn, StageRoute>> letGo(ReplayMoment moment, StageNode node) {
    boolean waits = EntryOrders.soFar(moment.stage(node), node).isWaiting();
    boolean gives = moment.event() instanceof StageEvent.LockReleased;
    Optional<EnvironmentName> lock = moment.stage(node).lock().map(LockClaim::environment);
    return waits && gives && lock.isPresent()
        ? Optional.of((turn, route) -> route.freeLock("waiting"))
        : Optional.empty();
  }

  /**
   * Whether the lock may be asked for although gates have spoken: it was given back, or never was.
   */
  static boolean mayAskAgain(StageRun stage, StageNode node) {
    Optional<Verdict> orders = EntryOrders.last(stage, node);
    boolean kept =
        node.stage().environment().map(e -> e.lock()).map(LockRule::keptWhileWaiting).orElse(false);
    boolean only =
        AdvanceStage.wantsLock(node)
            && stage.gates().keySet().equals(Set.of(ItemKey.of(EntryOrders.path(node))));
    return stage.gates().isEmpty() || only || (kept && orders.isPresent());
  }
}
