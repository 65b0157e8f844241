package dev.lockflight.engine;

import dev.lockflight.Call;
import dev.lockflight.Digest;
import dev.lockflight.ItemPath;
import dev.lockflight.Output;
import dev.lockflight.Phase;
import dev.lockflight.Principal;
import dev.lockflight.StageNode;
import dev.lockflight.Step;
import dev.lockflight.run.ItemKey;
import dev.lockflight.run.Resolution;
import dev.lockflight.run.RunStatus;
import dev.lockflight.run.StageRun;
import dev.lockflight.run.StepEvent;
import dev.lockflight.run.StepRun;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Decides what the steps of a phase do next. They run one after the other. */
final class AdvanceSteps {
  private final Turn turn;
  private final StageNode node;

  AdvanceSteps(Turn turn, StageNode node) {
    this.turn = turn;
    this.node = node;
  }

  Progressed moveOn(Phase phase) {
    List<Step<?>> steps = node.stage().steps(phase);
    for (int i = firstOpen(steps, phase); i < steps.size(); i++) {
      Progressed progressed = moveOn(phase, steps.get(i));
      if (!progressed.isDone()) {
        return progressed;
      }
    }
    return Progressed.DONE;
  }

  /** Found by bisection: before it all steps have ended, behind it none has begun. */
  private int firstOpen(List<Step<?>> steps, Phase phase) {
    StageRun stage = turn.run().stage(node.name());
    int low = 0;
    int high = steps.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      boolean begun = stage.step(new ItemKey(phase, steps.get(middle).name().value())).isPresent();
      if (begun) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return Math.max(0, low - 1);
  }

  private Progressed moveOn(Phase phase, Step<?> step) {
    ItemPath path = new ItemPath(node.name(), phase, step.name().value());
    StepRun run = turn.run().stage(node.name()).step(ItemKey.of(path)).orElse(StepRun.NEW);
    switch (run.state()) {
      case SUCCEEDED, SKIPPED -> {
        return Progressed.DONE;
      }
      case FAILED -> {
        return step.policy().allowFailure()
            ? Progressed.DONE
            : Progressed.failed(RunStatus.FAILED, "step " + step.name() + ": " + run.message());
      }
      case NEW -> {
        return begin(path, step);
      }
      case RETRYING -> retryWhenDue(path, step, run);
      case STARTED, SUBMITTED -> watch(path, step, run);
      case HELD -> {}
    }
    return Progressed.WAITING;
  }

  private Progressed begin(ItemPath path, Step<?> step) {
    Optional<Output<?>> missing =
        path.phase().compareTo(Phase.ROLLBACK) < 0 ? Optional.empty() : missingOutput(step);
    if (missing.isPresent()) {
      String reason = "nothing to do: output " + missing.get().name() + " was never written";
      turn.happened(new StepEvent.StepResolved(path, Resolution.SKIP, Principal.ENGINE, reason));
      return Progressed.DONE;
    }
    start(path, step, 1);
    return Progressed.WAITING;
  }

  private Optional<Output<?>> missingOutput(Step<?> step) {
    for (Output<?> read : step.operation().reads()) {
      boolean written =
          turn.run().outputs().keySet().stream().anyMatch(key -> key.output().equals(read.name()));
      if (!written) {
        return Optional.of(read);
      }
    }
    return Optional.empty();
  }

  private void start(ItemPath path, Step<?> step, int attempt) {
    String key = idempotencyKey(path, attempt);
    turn.happened(new StepEvent.StepStarted(path, attempt, key));
    turn.inFlight().begin(path);
    turn.then(new Effect.RunStep(new Attempt(node, path, step, attempt, key)));
    deadline(step, turn.now()).ifPresent(turn::wakeAt);
  }

  private String idempotencyKey(ItemPath path, int attempt) {
    String whole = turn.run().id() + "/" + path + "#" + attempt;
    return Digest.of(whole).value().substring("sha256:".length(), "sha256:".length() + 40);
  }

  private void retryWhenDue(ItemPath path, Step<?> step, StepRun run) {
    Instant due = run.due().orElse(turn.now());
    if (due.isAfter(turn.now())) {
      turn.wakeAt(due);
    } else {
      start(path, step, run.attempt() + 1);
    }
  }

  private void watch(ItemPath path, Step<?> step, StepRun run) {
    Optional<InFlight.Work> work = turn.inFlight().find(path);
    if (work.isEmpty()) {
      takeUp(path, step, run);
      return;
    }
    Optional<Instant> deadline = deadline(step, run.startedAt().orElse(turn.now()));
    boolean late = deadline.isPresent() && !deadline.get().isAfter(turn.now());
    if (late && !work.get().isStopped()) {
      work.get().stop("timed out after " + step.policy().timeout());
      turn.then(new Effect.StopStep(attempt(path, step, run)));
    } else if (!late) {
      deadline.ifPresent(turn::wakeAt);
    }
    poll(path, step, run, work.get());
  }

  private void poll(ItemPath path, Step<?> step, StepRun run, InFlight.Work work) {
    Optional<Instant> next = work.nextPoll();
    if (next.isEmpty()) {
      return;
    }
    if (next.get().isAfter(turn.now())) {
      turn.wakeAt(next.get());
    } else {
      work.pollAt(null);
      turn.then(new Effect.PollStep(attempt(path, step, run)));
    }
  }

  /** A crash came between its start and its end. */
  private void takeUp(ItemPath path, Step<?> step, StepRun run) {
    if (step.operation() instanceof Call && step.policy().atMostOnce()) {
      turn.happened(
          new StepEvent.StepHeld(
              path, run.attempt(), "it was interrupted and may have had its effect"));
      return;
    }
    turn.inFlight().begin(path);
    if (run.state() == StepRun.State.SUBMITTED) {
      turn.then(new Effect.PollStep(attempt(path, step, run)));
    } else {
      turn.happened(new StepEvent.StepStarted(path, run.attempt(), run.key()));
      turn.then(new Effect.RunStep(attempt(path, step, run)));
    }
    deadline(step, run.startedAt().orElse(turn.now())).ifPresent(turn::wakeAt);
  }

  private Attempt attempt(ItemPath path, Step<?> step, StepRun run) {
    return new Attempt(node, path, step, run.attempt(), run.key());
  }

  /** Asks a step under way to stop; it is waited for all the same. */
  void stop(Phase phase, String why) {
    for (Step<?> step : node.stage().steps(phase)) {
      ItemPath path = new ItemPath(node.name(), phase, step.name().value());
      Optional<StepRun> run = turn.run().stage(node.name()).step(ItemKey.of(path));
      Optional<InFlight.Work> work = turn.inFlight().find(path);
      if (work.isPresent() && run.isPresent() && !work.get().isStopped()) {
        work.get().stop(why);
        turn.then(new Effect.StopStep(attempt(path, step, run.get())));
      }
    }
  }

  /** Whether an attempt is under way, here or on a remote side. */
  boolean isUnderWay(Phase phase) {
    for (Step<?> step : node.stage().steps(phase)) {
      ItemPath path = new ItemPath(node.name(), phase, step.name().value());
      boolean submitted =
          turn.run()
              .stage(node.name())
              .step(ItemKey.of(path))
              .map(run -> run.state() == StepRun.State.SUBMITTED)
              .orElse(false);
      if (submitted || turn.inFlight().has(path)) {
        return true;
      }
    }
    return false;
  }

  private Optional<Instant> deadline(Step<?> step, Instant started) {
    Optional<Instant> own = timeout(step).map(started::plus);
    Optional<Instant> stage = StageDeadline.of(turn, node);
    return own.isEmpty() || (stage.isPresent() && stage.get().isBefore(own.get())) ? stage : own;
  }

  private static Optional<Duration> timeout(Step<?> step) {
    return Optional.ofNullable(step.policy().timeout());
  }
}
