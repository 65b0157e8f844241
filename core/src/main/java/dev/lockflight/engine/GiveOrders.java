package dev.lockflight.engine;

import dev.lockflight.Environment;
import dev.lockflight.EnvironmentName;
import dev.lockflight.Ledger;
import dev.lockflight.Order;
import dev.lockflight.OrderEntry;
import dev.lockflight.Orders;
import dev.lockflight.Phase;
import dev.lockflight.Pipeline;
import dev.lockflight.StageName;
import dev.lockflight.StageNode;
import dev.lockflight.run.RunStatus;
import dev.lockflight.run.RunSummary;
import dev.lockflight.run.StageRun;
import dev.lockflight.store.RunStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes the orders of people, and tells the runs that wait in front of environments. */
final class GiveOrders {
  private static final Logger LOG = LoggerFactory.getLogger(GiveOrders.class);
  private static final Set<RunStatus> UNFINISHED =
      Set.of(RunStatus.PENDING, RunStatus.RUNNING, RunStatus.WAITING);

  private final Works works;

  GiveOrders(Works works) {
    this.works = works;
  }

  /** Durable when it returns. */
  synchronized void give(Order order) {
    Instant now = works.surroundings().clock().instant();
    Order complete = complete(order);
    refuseEmpty(complete, now);
    works.store().write(new OrderEntry(now, complete));
    var unused = works.ledger().readOrders();
    wake(complete.place());
  }

  /** A pin that names no release means the one that is there. */
  private Order complete(Order order) {
    if (order instanceof Order.Pin pin && pin.commit() == null) {
      return works
          .ledger()
          .current(pin.environment())
          .<Order>map(line -> pin.at(line.release().commit()))
          .orElse(pin);
    }
    return order;
  }

  /** What takes something back must find it. */
  private void refuseEmpty(Order order, Instant now) {
    Ledger ledger = works.ledger();
    Orders orders = ledger.orders();
    if (order instanceof Order.Unpin unpin && orders.pin(unpin.environment(), now).isEmpty()) {
      throw refused(unpin.environment() + " is not pinned");
    }
    if (order instanceof Order.ReleaseHold release
        && ledger.hold(release.environment()).isEmpty()) {
      throw refused(release.environment() + " is not held");
    }
    if (order instanceof Order.LiftVeto lift && !orders.hasVeto(lift)) {
      throw refused(
          "there is no veto of "
              + lift.commit()
              + " in "
              + lift.place().map(EnvironmentName::value).orElse("every environment"));
    }
  }

  private static RefusedException refused(String what) {
    return new RefusedException(RefusedException.Reason.NOT_WAITING, what + "; nothing changed");
  }

  /** Every unfinished run that may stand in front of the environment looks again. */
  void wake(Optional<EnvironmentName> about) {
    for (Pipeline pipeline : works.pipelines().values()) {
      if (pipeline.environments().stream().anyMatch(each -> concerns(about, each))) {
        works
            .store()
            .list(new RunStore.Query(pipeline.name(), UNFINISHED, Integer.MAX_VALUE))
            .forEach(run -> wake(run, about));
      }
    }
  }

  private static boolean concerns(Optional<EnvironmentName> about, Environment environment) {
    return about.map(environment.name()::equals).orElse(true);
  }

  private void wake(RunSummary run, Optional<EnvironmentName> about) {
    try {
      var unused = works.turn(run.run(), turn -> inFront(turn, about));
    } catch (RuntimeException e) {
      LOG.debug("run {} is not told of an order: {}", run.run(), e.getMessage());
    }
  }

  private static List<StageName> inFront(Turn turn, Optional<EnvironmentName> about) {
    return turn.run().stages().values().stream()
        .filter(stage -> stage.isActive() && stage.phase() == Phase.REQUIRE)
        .map(StageRun::name)
        .filter(
            stage ->
                turn.pipeline().graph().find(stage).map(StageNode::stage).stream()
                    .flatMap(each -> each.environment().stream())
                    .anyMatch(environment -> concerns(about, environment)))
        .toList();
  }
}
