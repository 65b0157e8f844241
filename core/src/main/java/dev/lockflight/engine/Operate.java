package dev.lockflight.engine;

import dev.lockflight.Action;
import dev.lockflight.Environment;
import dev.lockflight.Gate;
import dev.lockflight.ItemPath;
import dev.lockflight.Output;
import dev.lockflight.Phase;
import dev.lockflight.Pipeline;
import dev.lockflight.Principal;
import dev.lockflight.Stage;
import dev.lockflight.StageName;
import dev.lockflight.StageNode;
import dev.lockflight.Step;
import dev.lockflight.Verdict;
import dev.lockflight.Window;
import dev.lockflight.engine.RefusedException.Reason;
import dev.lockflight.run.GateRun;
import dev.lockflight.run.ItemKey;
import dev.lockflight.run.Resolution;
import dev.lockflight.run.RunEvent;
import dev.lockflight.run.StageEvent;
import dev.lockflight.run.StepEvent;
import dev.lockflight.run.StepRun;
import java.util.List;
import java.util.Optional;

/** What operators do to a run that is under way. */
final class Operate {
  private Operate() {}

  static List<StageName> abort(Turn turn, Principal by, String reason) {
    if (turn.run().abort().isEmpty()) {
      turn.happened(new RunEvent.AbortRequested(by, reason));
    }
    return turn.run().stages().values().stream()
        .filter(stage -> stage.isActive())
        .map(stage -> stage.name())
        .toList();
  }

  static List<StageName> resolve(
      Turn turn, ItemPath path, Resolution resolution, Principal by, String reason) {
    StepRun step =
        turn.run()
            .stage(path.stage())
            .step(ItemKey.of(path))
            .orElseThrow(() -> refused(turn, Reason.NOT_WAITING, "has no step " + path));
    boolean waits =
        step.state() == StepRun.State.HELD
            || (step.state() == StepRun.State.RETRYING && resolution != Resolution.SKIP);
    if (!waits || !turn.run().stage(path.stage()).isActive()) {
      throw refused(
          turn,
          Reason.NOT_WAITING,
          "step " + path + " is " + step.state() + " and waits for nobody");
    }
    if (resolution == Resolution.RETRY) {
      refuseRetryInFreeze(turn, path);
    }
    if (resolution == Resolution.SKIP) {
      refuseNeeded(turn, path);
    }
    turn.happened(new StepEvent.StepResolved(path, resolution, by, reason));
    return List.of(path.stage());
  }

  private static void refuseRetryInFreeze(Turn turn, ItemPath path) {
    StageNode node = turn.pipeline().graph().find(path.stage()).orElseThrow();
    for (Window window : node.stage().environment().map(Environment::windows).orElse(List.of())) {
      if (window.denies(Action.RETRY, turn.now()) && !RunHotfix.passesFreezes(turn, node)) {
        throw refused(turn, Reason.WINDOW_CLOSED, "no retry of step " + path + " now: " + window);
      }
    }
  }

  private static void refuseNeeded(Turn turn, ItemPath path) {
    Stage stage = turn.pipeline().graph().find(path.stage()).map(StageNode::stage).orElseThrow();
    for (Step<?> step : stage.steps(path.phase())) {
      if (step.name().value().equals(path.item())) {
        Output<?> key = step.key();
        if (step.policy().required()) {
          throw refused(
              turn, Reason.NOT_ALLOWED, "step " + path + " is required; retry or fail it");
        }
        if (key != null) {
          reader(turn.pipeline(), key)
              .ifPresent(
                  reader -> {
                    throw refused(
                        turn,
                        Reason.NOT_ALLOWED,
                        "step "
                            + path
                            + " writes "
                            + key.name()
                            + ", which "
                            + reader
                            + " reads; retry or fail it");
                  });
        }
      }
    }
  }

  private static Optional<String> reader(Pipeline pipeline, Output<?> key) {
    for (Stage stage : pipeline.stages()) {
      for (Phase phase : Phase.values()) {
        for (Gate gate : stage.gates(phase)) {
          if (gate.reads().contains(key)) {
            return Optional.of(stage.name() + "/" + gate.name());
          }
        }
        for (Step<?> step : stage.steps(phase)) {
          if (step.operation().reads().contains(key)) {
            return Optional.of(stage.name() + "/" + step.name());
          }
        }
      }
    }
    return Optional.empty();
  }

  static List<StageName> override(Turn turn, ItemPath path, Principal by, String reason) {
    if (reason.isBlank()) {
      throw refused(turn, Reason.NEEDS_COMMENT, "an override needs a reason");
    }
    Gate gate =
        turn.pipeline().graph().find(path.stage()).stream()
            .flatMap(node -> node.stage().gates(path.phase()).stream())
            .filter(each -> each.name().value().equals(path.item()))
            .findFirst()
            .orElseThrow(() -> refused(turn, Reason.NOT_WAITING, "has no gate " + path));
    boolean pending =
        turn.run()
            .stage(path.stage())
            .gate(ItemKey.of(path))
            .map(GateRun::verdict)
            .map(Verdict::isPending)
            .orElse(false);
    if (!pending) {
      throw refused(turn, Reason.NOT_WAITING, "gate " + path + " is not pending");
    }
    if (gate.overriders().stream().noneMatch(by::is)) {
      throw refused(
          turn,
          Reason.NOT_ALLOWED,
          by.name() + " may not override gate " + path + "; " + gate.overriders() + " may");
    }
    turn.happened(new StageEvent.GateOverridden(path, by, reason));
    return List.of(path.stage());
  }

  private static RefusedException refused(Turn turn, Reason reason, String what) {
    return new RefusedException(reason, "run " + turn.run().id() + ": " + what);
  }
}
