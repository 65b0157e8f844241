package dev.lockflight.engine;

import dev.lockflight.Cause;
import dev.lockflight.Deployment;
import dev.lockflight.EnvironmentName;
import dev.lockflight.Evidence;
import dev.lockflight.Hold;
import dev.lockflight.ItemPath;
import dev.lockflight.Ledger;
import dev.lockflight.Order;
import dev.lockflight.Phase;
import dev.lockflight.StageNode;
import dev.lockflight.Verdict;
import dev.lockflight.run.GateRun;
import dev.lockflight.run.ItemKey;
import dev.lockflight.run.Origin;
import dev.lockflight.run.Run;
import dev.lockflight.run.RunStatus;
import dev.lockflight.run.StageEvent;
import dev.lockflight.run.StageRun;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Whether the orders of people let a run enter an environment. Asked before the lock is taken, so
 * that a run that waits here is in nobody's way. It stands in the journal like a gate, and only
 * when it keeps a run back or did so before: where nobody ordered anything, nothing is written.
 */
final class EntryOrders {
  private static final String PIN = "pin";
  private static final String HOLD = "hold";

  private final Ledger ledger;
  private final Run run;
  private final StageNode node;
  private final Instant now;

  private EntryOrders(Ledger ledger, Run run, StageNode node, Instant now) {
    this.ledger = ledger;
    this.run = run;
    this.node = node;
    this.now = now;
  }

  static EntryOrders in(Turn turn, StageNode node) {
    return new EntryOrders(turn.ledger(), turn.run(), node, turn.now());
  }

  /** Where it stands in journals; only for stages that deploy. */
  static ItemPath path(StageNode node) {
    return new ItemPath(node.name(), Phase.REQUIRE, "orders about " + environment(node));
  }

  static boolean isAt(StageNode node, ItemPath path) {
    return AdvanceStage.wantsLock(node) && path(node).equals(path);
  }

  private static EnvironmentName environment(StageNode node) {
    return node.stage().environment().orElseThrow().name();
  }

  /** What was said last; empty when nothing was in the way so far. */
  static Optional<Verdict> last(StageRun stage, StageNode node) {
    return AdvanceStage.wantsLock(node)
        ? stage.gate(ItemKey.of(path(node))).map(GateRun::verdict)
        : Optional.empty();
  }

  /** Whether it is in the way, by what was said last. */
  static Progressed soFar(StageRun stage, StageNode node) {
    return last(stage, node).map(EntryOrders::progressed).orElse(Progressed.DONE);
  }

  /** Who can clear it. */
  static String who(Verdict verdict) {
    String kind = verdict.evidence().stream().map(Evidence::name).findFirst().orElse("");
    return kind.startsWith(PIN)
        ? "whoever unpins it"
        : "whoever releases the hold or promotes by hand";
  }

  static Progressed moveOn(Turn turn, StageNode node) {
    if (!AdvanceStage.wantsLock(node) || !AdvanceStage.asksEntryGates(turn.run(), node)) {
      return Progressed.DONE;
    }
    Optional<Verdict> before = last(turn.run().stage(node.name()), node);
    EntryOrders orders = in(turn, node);
    Verdict verdict = orders.verdict();
    if (verdict.opens() && before.isEmpty()) {
      return Progressed.DONE;
    }
    if (verdict.opens() && orders.wasPromotedOver(before.orElseThrow())) {
      return Progressed.failed(
          RunStatus.SUPERSEDED, "another release was promoted by hand over it");
    }
    boolean overridden =
        before.filter(said -> said.status() == Verdict.Status.OVERRIDDEN).isPresent();
    if (overridden && (verdict.opens() || isHold(verdict))) {
      return Progressed.DONE;
    }
    if (before.isEmpty() || !before.get().equals(verdict)) {
      turn.happened(new StageEvent.GateDecided(path(node), verdict));
    }
    verdict.nextAnswerAt().ifPresent(turn::wakeAt);
    return progressed(verdict);
  }

  private static Progressed progressed(Verdict verdict) {
    if (verdict.isPending()) {
      return Progressed.WAITING;
    }
    return verdict.opens()
        ? Progressed.DONE
        : Progressed.failed(RunStatus.REJECTED, verdict.summary());
  }

  static boolean isHold(Verdict verdict) {
    return verdict.isPending()
        && verdict.evidence().stream().anyMatch(seen -> seen.name().startsWith(HOLD));
  }

  Verdict verdict() {
    EnvironmentName environment = environment(node);
    String commit = run.release().commit();
    return ledger
        .orders()
        .veto(environment, commit)
        .map(veto -> vetoed(environment, veto))
        .or(() -> ledger.orders().pin(environment, now).flatMap(pin -> pinned(pin, commit)))
        .or(() -> held(environment, commit))
        .orElseGet(() -> Verdict.passed("no order is in the way"));
  }

  private Verdict vetoed(EnvironmentName environment, Order.Veto veto) {
    return Verdict.refused(
        Verdict.Refusal.REJECTED,
        run.release() + " may not enter " + environment + ": " + veto,
        List.of(
            Evidence.of("veto", run.release().commit(), "a release nobody vetoed", source(veto))));
  }

  private Optional<Verdict> pinned(Order.Pin pin, String commit) {
    if (commit.equals(pin.commit())) {
      return Optional.empty();
    }
    String stays = pin.commit() == null ? "what is there" : pin.commit();
    Evidence seen = Evidence.of(PIN + " of " + pin.environment(), commit, stays, source(pin));
    Instant end = pin.expires();
    return Optional.of(
        end == null
            ? Verdict.pending(pin.toString(), seen)
            : Verdict.pendingUntil(end, pin.toString(), seen));
  }

  /**
   * A hold stops automation only; what is there already may be deployed once more, and what failed
   * may be taken back.
   */
  private Optional<Verdict> held(EnvironmentName environment, String commit) {
    if (!isAutomatic(run) || run.created().cause().kind() == Cause.Kind.FAILURE) {
      return Optional.empty();
    }
    String present =
        ledger.current(environment).map(line -> line.release().commit()).orElse("nothing");
    return ledger
        .hold(environment)
        .filter(hold -> !commit.equals(present))
        .map(hold -> Verdict.pending(hold.toString(), evidence(hold, commit, present)));
  }

  private static Evidence evidence(Hold hold, String commit, String present) {
    return Evidence.of(HOLD + " of " + hold.environment(), commit, present, "ledger and orders");
  }

  /** Whether no person asked for just this run: it was pushed, merged or its time had come. */
  static boolean isAutomatic(Run run) {
    return run.created().cause().kind() != Cause.Kind.MANUAL
        && run.created().origin().kind() == Origin.Kind.START;
  }

  /**
   * The hold is gone, and nobody released it: somebody promoted another release by hand, after this
   * one was asked for.
   */
  private boolean wasPromotedOver(Verdict before) {
    EnvironmentName environment = environment(node);
    return isHold(before)
        && ledger
            .latest(environment)
            .filter(line -> !line.run().equals(run.id()))
            .filter(line -> isPromotion(line) && !line.at().isBefore(run.createdAt()))
            .isPresent()
        && !wasReleased(environment);
  }

  private static boolean isPromotion(Deployment line) {
    return line.state() != Deployment.State.ROLLED_BACK && line.state() != Deployment.State.FAILED;
  }

  private boolean wasReleased(EnvironmentName environment) {
    return ledger
        .orders()
        .holdReleased(environment)
        .filter(at -> !at.isBefore(run.createdAt()))
        .isPresent();
  }

  private static String source(Order order) {
    return "order of " + order.by();
  }
}
