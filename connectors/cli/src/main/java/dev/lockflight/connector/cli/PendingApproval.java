package dev.lockflight.connector.cli;

import dev.lockflight.ApprovalRequest;
import dev.lockflight.ApprovalRule;
import dev.lockflight.Decision;
import dev.lockflight.Gate;
import dev.lockflight.ItemPath;
import dev.lockflight.Pipeline;
import dev.lockflight.Principal;
import dev.lockflight.RunId;
import dev.lockflight.StageName;
import dev.lockflight.StageNode;
import dev.lockflight.engine.Answer;
import dev.lockflight.run.ApprovalRun;
import dev.lockflight.run.GateRun;
import dev.lockflight.run.ItemKey;
import dev.lockflight.run.Run;
import dev.lockflight.run.StageRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An approval a run waits for. */
record PendingApproval(
    RunId run,
    StageName stage,
    ApprovalRule rule,
    ApprovalRequest request,
    List<Decision> decisions) {
  static List<PendingApproval> of(Pipeline pipeline, Run run) {
    List<PendingApproval> all = new ArrayList<>();
    for (StageRun stage : run.stages().values()) {
      Optional<StageNode> node = pipeline.graph().find(stage.name());
      if (stage.isActive() && node.isPresent()) {
        for (Gate gate : node.get().stage().gates(stage.phase())) {
          if (isPending(stage, gate)) {
            gate.approvals().forEach(rule -> pending(run, stage, rule).ifPresent(all::add));
          }
        }
      }
    }
    return all;
  }

  private static boolean isPending(StageRun stage, Gate gate) {
    ItemPath path = new ItemPath(stage.name(), stage.phase(), gate.name().value());
    return stage.gate(ItemKey.of(path)).map(GateRun::verdict).map(v -> v.isPending()).orElse(true);
  }

  private static Optional<PendingApproval> pending(Run run, StageRun stage, ApprovalRule rule) {
    return stage
        .approval(rule.name())
        .filter(approval -> !approval.isVoid())
        .map(
            (ApprovalRun approval) ->
                new PendingApproval(
                    run.id(), stage.name(), rule, approval.request(), approval.decisions()));
  }

  boolean isAnsweredBy(Principal person) {
    return decisions.stream().anyMatch(decision -> decision.by().name().equals(person.name()));
  }

  /** Whether it is the same question, whoever has answered it meanwhile. */
  boolean asksTheSameAs(PendingApproval other) {
    return stage.equals(other.stage)
        && rule.name().equals(other.rule.name())
        && request.seen().equals(other.request.seen())
        && request.askedAt().equals(other.request.askedAt());
  }

  /** An answer that is bound to what is asked here. */
  Answer answer(Principal by, String comment) {
    return Answer.to(run, rule.name().value(), by)
        .inStage(stage.value())
        .having(request.seen())
        .saying(comment);
  }

  String title() {
    return "stage "
        + stage
        + " needs "
        + rule.describe()
        + request.expires().map(end -> ", until " + end).orElse("");
  }

  List<String> evidence() {
    return request.evidence().stream()
        .map(seen -> "  " + seen + (seen.source().isBlank() ? "" : " from " + seen.source()))
        .toList();
  }
}
