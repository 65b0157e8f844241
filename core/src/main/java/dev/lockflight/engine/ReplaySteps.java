package dev.lockflight.engine;

import dev.lockflight.ItemPath;
import dev.lockflight.Output;
import dev.lockflight.Phase;
import dev.lockflight.Principal;
import dev.lockflight.RemoteOperation;
import dev.lockflight.StageName;
import dev.lockflight.StageNode;
import dev.lockflight.Step;
import dev.lockflight.json.Json;
import dev.lockflight.run.ItemKey;
import dev.lockflight.run.JournalEntry;
import dev.lockflight.run.RunEvent;
import dev.lockflight.run.StepEvent;
import dev.lockflight.run.StepRun;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether what happened to steps could happen there. Used by one thread. */
final class ReplaySteps {
  private final Map<StageName, Map<ItemKey, Step<?>>> known = new HashMap<>();

  Optional<String> problem(
      ReplayMoment moment, StageNode node, StepEvent event, Predicted predicted) {
    ItemPath path = event.step();
    Step<?> step = stepsOf(node).get(ItemKey.of(path));
    if (step == null) {
      return Optional.of(
          "stage " + node + " has no " + path.phase().text() + " step " + path.item() + " today");
    }
    Phase phase = moment.stage(node).phase();
    if (phase != path.phase()) {
      return Optional.of("stage " + node + " is in its " + phase.text() + " phase");
    }
    if (event instanceof StepEvent.StepResolved resolved && !isOfEngine(resolved)) {
      var unused =
          Operate.resolve(
              moment.turn(), path, resolved.resolution(), resolved.by(), resolved.reason());
      return Optional.empty();
    }
    boolean decidedByEngine =
        event instanceof StepEvent.StepStarted
            || event instanceof StepEvent.StepHeld
            || event instanceof StepEvent.StepResolved;
    if (decidedByEngine) {
      return predicted.beginsWith(moment, new StageMoves(moment, node).all());
    }
    if (event instanceof StepEvent.StepRetryScheduled) {
      return Optional.of("step " + path + " would not be tried again today");
    }
    Attempt attempt = attempt(moment, node, path, step);
    Optional<String> tooEarly = notUnderWay(moment, attempt, event);
    return tooEarly.isPresent() ? tooEarly : result(moment, attempt, event, predicted);
  }

  private static boolean isOfEngine(StepEvent.StepResolved resolved) {
    return resolved.by().equals(Principal.ENGINE);
  }

  /** A stage may have thousands of steps. */
  private Map<ItemKey, Step<?>> stepsOf(StageNode node) {
    return known.computeIfAbsent(
        node.stage().name(),
        stage -> {
          Map<ItemKey, Step<?>> all = new HashMap<>();
          for (Phase phase : Phase.values()) {
            for (Step<?> step : node.stage().steps(phase)) {
              all.put(new ItemKey(phase, step.name().value()), step);
            }
          }
          return all;
        });
  }

  private static Attempt attempt(ReplayMoment moment, StageNode node, ItemPath path, Step<?> step) {
    StepRun run = moment.stage(node).step(ItemKey.of(path)).orElse(StepRun.NEW);
    return new Attempt(node, path, step, run.attempt(), run.key());
  }

  private static Optional<String> notUnderWay(
      ReplayMoment moment, Attempt attempt, StepEvent event) {
    ItemPath path = attempt.path();
    StepRun run = moment.stage(attempt.node()).step(ItemKey.of(path)).orElse(StepRun.NEW);
    boolean remote = attempt.step().operation() instanceof RemoteOperation;
    if (!run.state().isUnderWay()) {
      return Optional.of("step " + path + " is " + run.state() + ", no attempt is under way");
    }
    if (event instanceof StepEvent.StepSubmitted
        && (!remote || run.state() != StepRun.State.STARTED)) {
      return Optional.of(
          "step "
              + path
              + (remote ? " was submitted before" : " runs here today, nothing submits"));
    }
    if (event instanceof StepEvent.StepSucceeded
        && remote
        && run.state() != StepRun.State.SUBMITTED) {
      return Optional.of("step " + path + " runs elsewhere today and was not submitted");
    }
    return Optional.empty();
  }

  /** What the engine would note about the result today. */
  private static Optional<String> result(
      ReplayMoment moment, Attempt attempt, StepEvent event, Predicted predicted) {
    Turn turn = moment.turn();
    new NoteResult(turn, attempt, new InFlight.Work()).note(resultOf(event));
    List<RunEvent> noted = turn.entries().stream().map(JournalEntry::event).toList();
    Optional<String> other = predicted.beginsWith(moment, List.of(noted));
    return other.isEmpty() && event instanceof StepEvent.StepSucceeded done
        ? unreadable(attempt, done)
        : other;
  }

  private static StepResult resultOf(StepEvent event) {
    if (event instanceof StepEvent.StepSubmitted submitted) {
      return new StepResult.Submitted(submitted.handle());
    }
    if (event instanceof StepEvent.StepFailed failed) {
      return new StepResult.Failed(failed.failureClass(), failed.message(), failed.evidence());
    }
    StepEvent.StepSucceeded done = (StepEvent.StepSucceeded) event;
    return new StepResult.Done(done.value(), done.artifacts());
  }

  private static Optional<String> unreadable(Attempt attempt, StepEvent.StepSucceeded done) {
    Output<?> key = attempt.step().key();
    String value = done.value();
    if (key == null || value == null) {
      return Optional.empty();
    }
    try {
      Object read = Json.read(value, key.type());
      return read == null ? Optional.of("output " + key + " was nothing") : Optional.empty();
    } catch (Json.UnreadableJsonException e) {
      return Optional.of("what it left cannot be read as " + key + " today: " + e.getMessage());
    }
  }
}
