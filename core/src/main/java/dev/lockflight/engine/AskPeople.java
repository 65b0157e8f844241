package dev.lockflight.engine;

import dev.lockflight.ApprovalRequest;
import dev.lockflight.ApprovalRule;
import dev.lockflight.Evidence;
import dev.lockflight.Gate;
import dev.lockflight.StageNode;
import dev.lockflight.run.ApprovalRun;
import dev.lockflight.run.ItemKey;
import dev.lockflight.run.StageEvent;
import dev.lockflight.run.StageRun;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Asks people for approvals, shows them what is known, and notices when that has changed. */
final class AskPeople {
  private final Turn turn;
  private final StageNode node;

  AskPeople(Turn turn, StageNode node) {
    this.turn = turn;
    this.node = node;
  }

  /** Asks for every approval of the gate that has not been asked for, or was voided. */
  void askFor(Gate gate) {
    for (ApprovalRule rule : gate.approvals()) {
      Optional<ApprovalRun> asked = stage().approval(rule.name());
      if (asked.isEmpty() || asked.get().isVoid()) {
        ask(rule);
      } else {
        remind(gate, rule, asked.get().request());
      }
    }
  }

  private void ask(ApprovalRule rule) {
    ApprovalRule.Deadline deadline = rule.deadline();
    Instant until = deadline == null ? null : turn.now().plus(deadline.within());
    List<Evidence> evidence = ApprovalBinding.evidence(turn, node);
    ApprovalRequest request =
        new ApprovalRequest(
            rule.name(), turn.now(), until, ApprovalBinding.digest(turn, node), evidence);
    turn.happened(new StageEvent.ApprovalRequested(node.name(), request));
  }

  /** A reminder is due when its moment has come since the gate was asked last. */
  private void remind(Gate gate, ApprovalRule rule, ApprovalRequest request) {
    Duration every = rule.deadline() == null ? null : rule.deadline().reminders();
    boolean open = request.expires().map(turn.now()::isBefore).orElse(true);
    if (every != null
        && open
        && passed(every, request, turn.now()) > passed(every, request, askedLast(gate, request))) {
      turn.happened(new StageEvent.Reminded(node.name(), rule.name()));
    }
  }

  private static long passed(Duration every, ApprovalRequest request, Instant until) {
    return Duration.between(request.askedAt(), until).dividedBy(every);
  }

  private Instant askedLast(Gate gate, ApprovalRequest request) {
    return stage()
        .gate(new ItemKey(stage().phase(), gate.name().value()))
        .map(asked -> asked.evaluations().get(asked.evaluations().size() - 1).at())
        .orElse(request.askedAt());
  }

  /**
   * Voids the answers to every approval of the gate whose question has changed since.
   *
   * @return whether any was voided
   */
  boolean voidStale(Gate gate) {
    boolean voided = false;
    for (ApprovalRule rule : gate.approvals()) {
      Optional<ApprovalRun> asked = stage().approval(rule.name());
      if (asked.isPresent() && !asked.get().isVoid()) {
        voided |= voidIfStale(rule, asked.get().request());
      }
    }
    return voided;
  }

  private boolean voidIfStale(ApprovalRule rule, ApprovalRequest request) {
    if (ApprovalBinding.digest(turn, node).equals(request.seen())) {
      return false;
    }
    String reason =
        "release, evidence or environment changed since it was asked at " + request.askedAt();
    turn.happened(new StageEvent.ApprovalVoided(node.name(), rule.name(), reason));
    return true;
  }

  private StageRun stage() {
    return turn.run().stage(node.name());
  }
}
