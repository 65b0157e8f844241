package dev.lockflight.engine;

import dev.lockflight.LockflightException;
import dev.lockflight.Pipeline;
import dev.lockflight.RunId;
import dev.lockflight.StageName;
import dev.lockflight.StageNode;
import dev.lockflight.run.JournalEntry;
import dev.lockflight.run.NotificationEvent;
import dev.lockflight.run.Run;
import dev.lockflight.run.RunEvent;
import dev.lockflight.run.RunStatus;
import dev.lockflight.run.StageEvent;
import dev.lockflight.run.StepEvent;
import java.util.List;
import java.util.Optional;

/** One journal while it is replayed, entry by entry. Used by one thread. */
final class Replaying {
  private final Pipeline pipeline;
  private final Readiness readiness;
  private final ReplaySteps steps = new ReplaySteps();
  private final Predicted predicted = new Predicted();
  private final ReplayBegin begin;
  private Run run;

  Replaying(Pipeline pipeline, RunId id) {
    this.pipeline = pipeline;
    this.run = Run.empty(id);
    this.readiness = Readiness.of(pipeline, run);
    this.begin = new ReplayBegin(readiness);
  }

  /** The run after the last entry that was legal. */
  Run run() {
    return run;
  }

  /** Why the entry could not follow; empty when it can, and then it has. */
  Optional<String> next(JournalEntry entry) {
    try {
      Run after = run.after(entry);
      Optional<String> problem = problem(new ReplayMoment(pipeline, run, entry));
      if (problem.isEmpty()) {
        run = after;
        note(entry);
      }
      return problem;
    } catch (LockflightException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private void note(JournalEntry entry) {
    if (entry.event() instanceof StageEvent.StageBegun begun) {
      node(begun.stage()).ifPresent(begin::noteBegun);
    } else if (entry.event() instanceof StageEvent.StageEnded ended) {
      node(ended.stage()).ifPresent(node -> noteEnded(node, ended.status()));
    }
  }

  private void noteEnded(StageNode node, RunStatus status) {
    begin.noteEnded(node);
    pipeline.graph().dependentsOf(node).forEach(next -> readiness.count(next, node, status));
  }

  private Optional<StageNode> node(StageName stage) {
    return pipeline.graph().find(stage);
  }

  private Optional<String> problem(ReplayMoment moment) {
    RunEvent event = moment.event();
    if (event instanceof RunEvent.Created created) {
      return run.seq() == 0
          ? ReplayStart.problem(moment, created)
          : Optional.of("the run was created before");
    }
    if (run.seq() == 0) {
      return Optional.of("a journal begins with the creation of its run");
    }
    if (event instanceof NotificationEvent told) {
      return wasSent(told) ? Optional.of("it was sent before: " + told.notice()) : Optional.empty();
    }
    if (run.isEnded()) {
      return Optional.of("the run has ended " + run.status() + "; nothing can follow");
    }
    if (TakenBack.isOne(moment)) {
      return Optional.empty();
    }
    if (predicted.isOpen()) {
      return predicted.goesOnWith(moment);
    }
    if (event instanceof RunEvent.DeploymentRecorded recorded) {
      StageName stage = recorded.deployment().stage();
      return node(stage).map(node -> moves(moment, node)).orElseGet(() -> unknown(stage));
    }
    if (event instanceof StageEvent of) {
      return node(of.stage())
          .map(node -> inStage(moment, node))
          .orElseGet(() -> unknown(of.stage()));
    }
    return ofRun(moment, (RunEvent.OfRun) event);
  }

  private boolean wasSent(NotificationEvent told) {
    return run.notifications().stream()
        .anyMatch(known -> known.isSent() && known.notice().equals(told.notice()));
  }

  private Optional<String> unknown(StageName stage) {
    List<StageName> all = pipeline.graph().nodes().stream().map(StageNode::name).toList();
    return Optional.of("pipeline " + pipeline.name() + " has no stage " + stage + " today: " + all);
  }

  private Optional<String> ofRun(ReplayMoment moment, RunEvent.OfRun event) {
    if (event instanceof RunEvent.OutputsKept kept) {
      return ReplayStart.problem(moment, kept);
    }
    if (event instanceof RunEvent.AbortRequested wish) {
      Turn turn = moment.turn();
      var unused = Operate.abort(turn, wish.by(), wish.reason());
      return turn.entries().isEmpty()
          ? Optional.of("an abort was requested before")
          : Optional.empty();
    }
    return event instanceof RunEvent.Ended ended
        ? ReplayEnd.problem(moment, ended)
        : Optional.empty();
  }

  private Optional<String> inStage(ReplayMoment moment, StageNode node) {
    RunEvent event = moment.event();
    if (event instanceof StageEvent.StageBegun) {
      return begin.begun(moment, node);
    }
    RunStatus status = moment.stage(node).status();
    if (event instanceof StageEvent.StageEnded ended && status == RunStatus.PENDING) {
      return begin.ended(moment, node, ended.status());
    }
    if (!moment.stage(node).isActive()) {
      return Optional.of("stage " + node + " is " + status + ": nothing can happen in it");
    }
    if (event instanceof StepEvent step) {
      return steps.problem(moment, node, step, predicted);
    }
    if (event instanceof StageEvent.LockRequested || event instanceof StageEvent.LockAcquired) {
      return ReplayLocks.problem(moment, node);
    }
    boolean moves =
        event instanceof StageEvent.PhaseEntered
            || event instanceof StageEvent.StageEnded
            || event instanceof StageEvent.LockReleased;
    return moves ? moves(moment, node) : new ReplayGates(moment, node).problem(predicted);
  }

  private Optional<String> moves(ReplayMoment moment, StageNode node) {
    if (!moment.stage(node).isActive()) {
      return Optional.of(
          "stage " + node + " is " + moment.stage(node).status() + ": it writes no ledger");
    }
    return predicted.beginsWith(moment, new StageMoves(moment, node).all());
  }
}
