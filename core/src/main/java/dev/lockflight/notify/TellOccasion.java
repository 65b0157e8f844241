package dev.lockflight.notify;

import dev.lockflight.Decision;
import dev.lockflight.Deployment;
import dev.lockflight.Environment;
import dev.lockflight.EnvironmentName;
import dev.lockflight.Gate;
import dev.lockflight.ItemPath;
import dev.lockflight.Notification.Event;
import dev.lockflight.Pipeline;
import dev.lockflight.Stage;
import dev.lockflight.StageName;
import dev.lockflight.StageNode;
import dev.lockflight.run.JournalEntry;
import dev.lockflight.run.NotificationEvent;
import dev.lockflight.run.Run;
import dev.lockflight.run.RunEvent;
import dev.lockflight.run.StageEvent;
import dev.lockflight.run.StepEvent;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells what an entry of a journal is an occasion for. */
record TellOccasion(Pipeline pipeline, Run run, JournalEntry entry) {
  List<Occasion> all() {
    RunEvent event = entry.event();
    if (event instanceof NotificationEvent) {
      return List.of();
    }
    if (event instanceof StageEvent of) {
      return ofStage(of)
          .map(what -> List.of(new Occasion(what, pipeline, run, entry, environment(of.stage()))))
          .orElse(List.of());
    }
    if (event instanceof RunEvent.DeploymentRecorded recorded) {
      return ofLedger(recorded.deployment());
    }
    return ofRun(event).stream()
        .map(what -> new Occasion(what, pipeline, run, entry, null))
        .toList();
  }

  private Optional<Event> ofRun(RunEvent event) {
    if (event instanceof RunEvent.Created) {
      return Optional.of(Event.STARTED);
    }
    if (!(event instanceof RunEvent.Ended ended)) {
      return Optional.empty();
    }
    return switch (ended.status()) {
      case SUCCEEDED -> Optional.of(Event.SUCCEEDED);
      case FAILED, ERRORED, ABORTED, EXPIRED -> Optional.of(Event.FAILED);
      case REJECTED -> wasRejectedBySomebody() ? Optional.empty() : Optional.of(Event.REJECTED);
      case PENDING, RUNNING, WAITING, SUPERSEDED, SKIPPED -> Optional.empty();
    };
  }

  /** Then it was told when they answered. */
  private boolean wasRejectedBySomebody() {
    return run.stages().values().stream()
        .flatMap(stage -> stage.approvals().values().stream())
        .flatMap(approval -> approval.decisions().stream())
        .anyMatch(decision -> decision.answer() == Decision.Answer.REJECT);
  }

  private List<Occasion> ofLedger(Deployment line) {
    Event event =
        switch (line.state()) {
          case DEPLOYING -> Event.STARTED;
          case VERIFIED -> Event.SUCCEEDED;
          case ROLLED_BACK -> Event.ROLLED_BACK;
          case DEPLOYED, FAILED -> null;
        };
    return event == null || isCell(line.stage())
        ? List.of()
        : List.of(new Occasion(event, pipeline, run, entry, line.environment()));
  }

  private Optional<Event> ofStage(StageEvent event) {
    if (event instanceof StageEvent.ApprovalRequested) {
      return Optional.of(Event.WAITING_FOR_APPROVAL);
    }
    if (event instanceof StageEvent.Reminded) {
      return Optional.of(Event.DEADLINE_NEAR);
    }
    if (event instanceof StepEvent.StepHeld) {
      return Optional.of(Event.NEEDS_DECISION);
    }
    if (event instanceof StageEvent.Decided decided) {
      return decided.decision().answer() == Decision.Answer.REJECT
          ? Optional.of(Event.REJECTED)
          : Optional.empty();
    }
    if (event instanceof StageEvent.GateOverridden overridden) {
      return approvalGate(overridden.gate()).map(gate -> Event.APPROVED);
    }
    if (event instanceof StageEvent.GateDecided decided) {
      return decided.verdict().opens()
          ? approvalGate(decided.gate()).filter(this::wasAnswered).map(gate -> Event.APPROVED)
          : Optional.empty();
    }
    return event instanceof StageEvent.StageEnded ended && isFailureToTell(ended)
        ? Optional.of(Event.FAILED)
        : Optional.empty();
  }

  /** The end of a deployment that went wrong; of a matrix that of all cells together. */
  private boolean isFailureToTell(StageEvent.StageEnded ended) {
    boolean bad =
        switch (ended.status()) {
          case FAILED, ERRORED, ABORTED, EXPIRED -> true;
          default -> false;
        };
    return bad
        && stage(ended.stage())
            .filter(stage -> stage.deploys() && !stage.limits().allowFailure())
            .isPresent()
        && !isCell(ended.stage());
  }

  private Optional<Gate> approvalGate(ItemPath path) {
    return stage(path.stage()).stream()
        .flatMap(stage -> stage.gates(path.phase()).stream())
        .filter(gate -> gate.name().value().equals(path.item()) && !gate.approvals().isEmpty())
        .findFirst();
  }

  private boolean wasAnswered(Gate gate) {
    StageName stage = ((StageEvent) entry.event()).stage();
    return gate.approvals().stream()
        .anyMatch(rule -> !run.stage(stage).decisions(rule.name()).isEmpty());
  }

  private boolean isCell(StageName stage) {
    return node(stage).filter(node -> !node.cell().isEmpty()).isPresent();
  }

  private Optional<StageNode> node(StageName stage) {
    return pipeline.graph().find(stage);
  }

  private Optional<Stage> stage(StageName name) {
    return node(name).map(StageNode::stage);
  }

  private @Nullable EnvironmentName environment(StageName stage) {
    return stage(stage).flatMap(Stage::environment).map(Environment::name).orElse(null);
  }
}
