package dev.lockflight.connector.cli;

import dev.lockflight.Pipeline;
import dev.lockflight.engine.Blocker;
import dev.lockflight.run.Run;
import dev.lockflight.run.RunStatus;
import dev.lockflight.run.StageRun;
import dev.lockflight.run.StepRun;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Whether a run waits for something that a command with {@code --no-wait} does not wait for. */
final class Standstill {
  /** A retry or a poll that is due sooner is part of the work. */
  private static final Duration SOON = Duration.ofMinutes(1);

  /** A lock that is free is granted a moment after it was asked for. */
  private static final Duration SETTLED = Duration.ofSeconds(1);

  private Standstill() {}

  static boolean is(Pipeline pipeline, Run run, Instant now) {
    if (run.status() != RunStatus.WAITING) {
      return false;
    }
    if (!PendingApproval.of(pipeline, run).isEmpty() || hasHeldStep(run)) {
      return true;
    }
    if (run.changedAt().isAfter(now.minus(SETTLED))) {
      return false;
    }
    List<Blocker> blockers = Blocker.all(pipeline, run);
    return blockers.stream()
        .noneMatch(
            blocker ->
                blocker.earliestMoment().map(at -> at.isBefore(now.plus(SOON))).orElse(false));
  }

  static boolean hasHeldStep(Run run) {
    return run.stages().values().stream()
        .filter(StageRun::isActive)
        .flatMap(stage -> stage.steps().values().stream())
        .anyMatch(step -> step.state() == StepRun.State.HELD);
  }
}
