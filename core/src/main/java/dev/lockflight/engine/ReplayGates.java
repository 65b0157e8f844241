package dev.lockflight.engine;

import dev.lockflight.Gate;
import dev.lockflight.GateName;
import dev.lockflight.ItemPath;
import dev.lockflight.Phase;
import dev.lockflight.StageNode;
import dev.lockflight.Verdict;
import dev.lockflight.run.ApprovalRun;
import dev.lockflight.run.GateRun;
import dev.lockflight.run.ItemKey;
import dev.lockflight.run.JournalEntry;
import dev.lockflight.run.LockClaim;
import dev.lockflight.run.RunEvent;
import dev.lockflight.run.StageEvent;
import dev.lockflight.run.StageRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether what gates said, and people answered, could be said there. */
final class ReplayGates {
  private final ReplayMoment moment;
  private final StageNode node;
  private final StageRun stage;
  private final List<Gate> gates;

  ReplayGates(ReplayMoment moment, StageNode node) {
    this.moment = moment;
    this.node = node;
    this.stage = moment.stage(node);
    this.gates = node.stage().gates(stage.phase());
  }

  Optional<String> problem(Predicted predicted) {
    RunEvent event = moment.event();
    if (event instanceof StageEvent.GateDecided decided) {
      return decided(decided);
    }
    if (event instanceof StageEvent.GateOverridden overridden) {
      var unused =
          Operate.override(moment.turn(), overridden.gate(), overridden.by(), overridden.reason());
      return Optional.empty();
    }
    if (event instanceof StageEvent.ApprovalRequested asked) {
      return asked(asked.request().gate(), predicted);
    }
    if (event instanceof StageEvent.Decided answered) {
      DecideApproval.check(moment.turn(), node.name(), answered.decision());
      return Optional.empty();
    }
    if (event instanceof StageEvent.ApprovalVoided voided) {
      return open(voided.approval());
    }
    StageEvent.Reminded reminded = (StageEvent.Reminded) event;
    return open(reminded.approval());
  }

  private Optional<String> open(GateName approval) {
    Optional<ApprovalRun> asked = stage.approval(approval);
    return asked.isPresent() && !asked.get().isVoid()
        ? Optional.empty()
        : Optional.of("nobody is being asked for approval " + approval);
  }

  private Optional<String> decided(StageEvent.GateDecided event) {
    ItemPath path = event.gate();
    if (EntryOrders.isAt(node, path)) {
      return ReplayOrders.problem(moment, node);
    }
    Optional<Gate> gate =
        gates.stream().filter(each -> each.name().value().equals(path.item())).findFirst();
    if (path.phase() != stage.phase()) {
      return Optional.of("stage " + node + " is in its " + stage.phase().text() + " phase");
    }
    if (gate.isEmpty()) {
      return Optional.of(
          "stage " + node + " has no " + path.phase().text() + " gate " + path.item() + " today");
    }
    Optional<String> notAsked = notAsked();
    if (notAsked.isPresent()) {
      return notAsked;
    }
    Optional<Verdict> before = verdict(gate.get());
    if (before.isPresent() && !before.get().isPending()) {
      return again(gate.get(), before.get(), event.verdict());
    }
    Optional<String> closed = closedInFront(gate.get()).or(() -> unasked(gate.get()));
    return closed.isPresent()
        ? closed
        : new ReplayApproval(moment, node, path).problem(gate.get(), event.verdict());
  }

  /** A gate that also reads the world does so before it asks people. */
  private Optional<String> unasked(Gate gate) {
    boolean asksFirst = gate.kind() == Gate.Kind.PEOPLE && !gate.readsWorld();
    return gate.approvals().stream()
        .filter(rule -> asksFirst && stage.approval(rule.name()).isEmpty())
        .findFirst()
        .map(rule -> "nobody was asked for approval " + rule.name() + " before");
  }

  /** Whether no gate is asked now at all. */
  private Optional<String> notAsked() {
    if (moment.isAborted(stage.phase())) {
      return Optional.of("no gate is asked after an abort");
    }
    if (stage.phase() != Phase.REQUIRE) {
      return Optional.empty();
    }
    if (!AdvanceStage.asksEntryGates(moment.run(), node)) {
      return Optional.of("stage " + node + " asks no entry gate in this run");
    }
    boolean kept = node.stage().environment().map(e -> e.lock().keptWhileWaiting()).orElse(false);
    boolean held = stage.lock().map(LockClaim::held).orElse(false);
    return AdvanceStage.wantsLock(node) && kept && !held
        ? Optional.of("stage " + node + " would ask for the lock of its environment first")
        : Optional.empty();
  }

  private Optional<Verdict> verdict(Gate gate) {
    return stage.gate(new ItemKey(stage.phase(), gate.name().value())).map(GateRun::verdict);
  }

  /** Just before the first step pure gates are asked again, and stale approvals wait again. */
  private Optional<String> again(Gate gate, Verdict before, Verdict now) {
    boolean entry = stage.phase() == Phase.REQUIRE;
    boolean all = gates.stream().allMatch(each -> verdict(each).isPresent());
    boolean pure = gate.kind() == Gate.Kind.PURE && before.status() != Verdict.Status.OVERRIDDEN;
    boolean stale =
        now.isPending()
            && gate.approvals().stream()
                .flatMap(rule -> stage.approval(rule.name()).stream())
                .anyMatch(ApprovalRun::isVoid);
    return entry && all && (pure || stale)
        ? Optional.empty()
        : Optional.of("gate " + gate.name() + " was decided before: " + before.status());
  }

  private Optional<String> closedInFront(Gate gate) {
    for (Gate front : gates) {
      if (front.name().equals(gate.name())) {
        return Optional.empty();
      }
      Optional<Verdict> verdict = verdict(front);
      boolean together =
          front.kind() == Gate.Kind.PEOPLE && verdict.map(Verdict::isPending).orElse(true);
      if (!verdict.map(Verdict::opens).orElse(false) && !together) {
        return Optional.of(
            "gate "
                + front.name()
                + " stands in front of it today and "
                + verdict.map(v -> "is " + v.status()).orElse("was not asked"));
      }
    }
    return Optional.empty();
  }

  private Optional<String> asked(GateName approval, Predicted predicted) {
    Optional<String> notAsked = notAsked();
    if (notAsked.isPresent()) {
      return notAsked;
    }
    if (open(approval).isEmpty()) {
      return Optional.of("people are being asked for approval " + approval + " already");
    }
    List<List<RunEvent>> ways = new ArrayList<>();
    for (Gate gate : gates) {
      boolean asks = gate.approvals().stream().anyMatch(rule -> rule.name().equals(approval));
      if (asks && gate.kind() == Gate.Kind.PEOPLE) {
        Optional<String> closed = closedInFront(gate);
        if (closed.isPresent()) {
          return closed;
        }
        Turn turn = moment.turn();
        new AskPeople(turn, node).askFor(gate);
        ways.add(turn.entries().stream().map(JournalEntry::event).toList());
      }
    }
    return ways.isEmpty()
        ? Optional.of("stage " + node + " asks for no approval " + approval + " today")
        : predicted.beginsWith(moment, ways);
  }
}
