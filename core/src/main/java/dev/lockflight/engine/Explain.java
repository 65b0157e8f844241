package dev.lockflight.engine;

import dev.lockflight.ApprovalRule;
import dev.lockflight.Gate;
import dev.lockflight.ItemPath;
import dev.lockflight.Phase;
import dev.lockflight.Pipeline;
import dev.lockflight.StageNode;
import dev.lockflight.Verdict;
import dev.lockflight.run.GateRun;
import dev.lockflight.run.ItemKey;
import dev.lockflight.run.LockClaim;
import dev.lockflight.run.Run;
import dev.lockflight.run.StageRun;
import dev.lockflight.run.StepRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Names every blocker of a run, who can clear it, and the earliest moment. */
final class Explain {
  private final StageNode node;
  private final StageRun stage;
  private final List<Blocker> blockers = new ArrayList<>();

  private Explain(StageNode node, StageRun stage) {
    this.node = node;
    this.stage = stage;
  }

  static List<Blocker> blockers(Pipeline pipeline, Run run) {
    List<Blocker> all = new ArrayList<>();
    for (StageRun stage : run.stages().values()) {
      if (stage.isActive()) {
        pipeline
            .graph()
            .find(stage.name())
            .ifPresent(node -> all.addAll(new Explain(node, stage).blockers()));
      }
    }
    return all;
  }

  private List<Blocker> blockers() {
    stage.lock().filter(claim -> !claim.held()).ifPresent(this::lock);
    EntryOrders.last(stage, node)
        .filter(verdict -> stage.phase() == Phase.REQUIRE && verdict.isPending())
        .ifPresent(this::orders);
    for (Gate gate : node.stage().gates(stage.phase())) {
      ItemPath path = new ItemPath(node.name(), stage.phase(), gate.name().value());
      Optional<Verdict> verdict = stage.gate(ItemKey.of(path)).map(GateRun::verdict);
      verdict.filter(Verdict::isPending).ifPresent(pending -> gate(path, gate, pending));
    }
    for (Map.Entry<ItemKey, StepRun> step : stage.steps().entrySet()) {
      step(step.getKey(), step.getValue());
    }
    return blockers;
  }

  private void lock(LockClaim claim) {
    blockers.add(
        new Blocker(
            new ItemPath(node.name(), Phase.REQUIRE, "lock"),
            "environment " + claim.environment() + " is in use by another run",
            "the end of that run",
            null));
  }

  private void orders(Verdict pending) {
    blockers.add(
        new Blocker(
            EntryOrders.path(node),
            pending.summary(),
            EntryOrders.who(pending),
            pending.askAgainAt()));
  }

  private void gate(ItemPath path, Gate gate, Verdict pending) {
    String who =
        gate.approvals().isEmpty()
            ? "time"
            : gate.approvals().stream()
                .map(ApprovalRule::describe)
                .collect(Collectors.joining(" and "));
    blockers.add(
        new Blocker(
            path,
            "gate " + gate.name() + " " + pending.summary(),
            who,
            gate.approvals().isEmpty() ? pending.askAgainAt() : null));
  }

  private void step(ItemKey key, StepRun step) {
    ItemPath path = new ItemPath(node.name(), key.phase(), key.item());
    if (step.state() == StepRun.State.HELD) {
      blockers.add(
          new Blocker(
              path,
              "step " + key.item() + ": " + step.message(),
              "retry, skip or fail by a person",
              null));
    } else if (step.state() == StepRun.State.RETRYING) {
      blockers.add(
          new Blocker(
              path,
              "step " + key.item() + " failed and will be tried again: " + step.message(),
              "time",
              step.times().due()));
    } else if (step.state().isUnderWay()) {
      blockers.add(
          new Blocker(
              path,
              "step " + key.item() + " is running, attempt " + step.attempt(),
              "its end",
              null));
    }
  }
}
