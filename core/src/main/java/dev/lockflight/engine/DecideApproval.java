package dev.lockflight.engine;

import dev.lockflight.Action;
import dev.lockflight.ApprovalRequest;
import dev.lockflight.ApprovalRule;
import dev.lockflight.Decision;
import dev.lockflight.Environment;
import dev.lockflight.Gate;
import dev.lockflight.Principal;
import dev.lockflight.RunId;
import dev.lockflight.StageName;
import dev.lockflight.StageNode;
import dev.lockflight.Window;
import dev.lockflight.engine.RefusedException.Reason;
import dev.lockflight.run.ApprovalRun;
import dev.lockflight.run.StageEvent;
import dev.lockflight.run.StageRun;
import java.util.List;
import java.util.Optional;

/** Takes an answer to an approval, or refuses it with the reason. */
final class DecideApproval {
  private record Asked(StageNode node, Gate gate, ApprovalRule rule, ApprovalRun approval) {}

  private final Answer answer;
  private final Decision.Answer said;

  DecideApproval(Answer answer, Decision.Answer said) {
    this.answer = answer;
    this.said = said;
  }

  List<StageName> in(Turn turn) {
    Asked asked = allowed(turn);
    ApprovalRequest request = asked.approval().request();
    if (new AskPeople(turn, asked.node()).voidStale(asked.gate())) {
      turn.refuse(stale(request));
    } else {
      turn.happened(
          new StageEvent.Decided(
              asked.node().name(), answer.decision(said, turn.now(), request.seen())));
    }
    return List.of(asked.node().name());
  }

  /** Everything that can be refused by the run alone. */
  private Asked allowed(Turn turn) {
    Asked asked = find(turn);
    ApprovalRequest request = asked.approval().request();
    refuseLate(turn, request);
    refusePerson(turn, asked);
    refuseWindow(turn, asked.node());
    if (answer.seen() != null && !answer.seen().equals(request.seen())) {
      throw stale(request);
    }
    return asked;
  }

  /**
   * Refuses a decision that could not be made now.
   *
   * @throws RefusedException with the reason
   */
  static void check(Turn turn, StageName stage, Decision made) {
    Answer answer =
        new Answer(turn.run().id(), made.gate(), made.by(), made.comment(), stage, made.seen());
    var unused = new DecideApproval(answer, made.answer()).allowed(turn);
  }

  private Asked find(Turn turn) {
    List<Asked> all =
        turn.run().stages().values().stream()
            .filter(StageRun::isActive)
            .filter(stage -> answer.stage() == null || stage.name().equals(answer.stage()))
            .flatMap(stage -> asked(turn, stage).stream())
            .toList();
    if (all.isEmpty()) {
      throw refused(Reason.NOT_WAITING, "does not wait for approval " + answer.approval());
    }
    if (all.size() > 1) {
      List<StageName> stages = all.stream().map(each -> each.node().name()).toList();
      throw refused(Reason.NOT_WAITING, "waits for it in " + stages + "; say which stage is meant");
    }
    return all.get(0);
  }

  private Optional<Asked> asked(Turn turn, StageRun stage) {
    Optional<ApprovalRun> approval = stage.approval(answer.approval());
    Optional<StageNode> node = turn.pipeline().graph().find(stage.name());
    if (approval.isEmpty() || approval.get().isVoid() || node.isEmpty()) {
      return Optional.empty();
    }
    for (Gate gate : node.get().stage().gates(stage.phase())) {
      for (ApprovalRule rule : gate.approvals()) {
        if (rule.name().equals(answer.approval())) {
          return Optional.of(new Asked(node.get(), gate, rule, approval.get()));
        }
      }
    }
    return Optional.empty();
  }

  private void refuseLate(Turn turn, ApprovalRequest request) {
    if (request.expires().map(end -> !turn.now().isBefore(end)).orElse(false)) {
      throw refused(Reason.TOO_LATE, "could be answered until " + request.expires().get());
    }
  }

  private void refusePerson(Turn turn, Asked asked) {
    Principal person = answer.by();
    asked
        .rule()
        .refuses(person, turn.run().created().cause())
        .ifPresent(
            why -> {
              throw refused(Reason.NOT_ALLOWED, why);
            });
    boolean again =
        asked.approval().decisions().stream().anyMatch(d -> d.by().name().equals(person.name()));
    if (again) {
      throw refused(Reason.ALREADY_ANSWERED, person.name() + " has answered already");
    }
    if (asked.rule().commentNeeded() && answer.comment().isBlank()) {
      throw refused(Reason.NEEDS_COMMENT, "needs a comment that says why");
    }
  }

  private void refuseWindow(Turn turn, StageNode node) {
    List<Window> windows = node.stage().environment().map(Environment::windows).orElse(List.of());
    for (Window window : windows) {
      if (window.denies(Action.APPROVE, turn.now()) && !RunHotfix.passesFreezes(turn, node)) {
        throw refused(Reason.WINDOW_CLOSED, "cannot be answered now: " + window);
      }
    }
  }

  private RefusedException stale(ApprovalRequest request) {
    return refused(
        Reason.APPROVAL_STALE,
        "has changed since it was asked at " + request.askedAt() + "; look at it again");
  }

  private RefusedException refused(Reason reason, String why) {
    RunId run = answer.run();
    return new RefusedException(
        reason, "approval " + answer.approval() + " of run " + run + ": " + why);
  }
}
