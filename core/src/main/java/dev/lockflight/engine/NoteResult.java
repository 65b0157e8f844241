package dev.lockflight.engine;

import dev.lockflight.FailureClass;
import dev.lockflight.ItemPath;
import dev.lockflight.Output;
import dev.lockflight.RetryPolicy;
import dev.lockflight.run.ItemKey;
import dev.lockflight.run.StepEvent;
import dev.lockflight.run.StepRun;
import java.time.Instant;
import java.util.Optional;

/** Writes what came of an attempt, and whether there will be another. */
final class NoteResult {
  private final Turn turn;
  private final Attempt attempt;
  private final InFlight.Work work;

  NoteResult(Turn turn, Attempt attempt, InFlight.Work work) {
    this.turn = turn;
    this.attempt = attempt;
    this.work = work;
  }

  void note(StepResult result) {
    if (result instanceof StepResult.Done done) {
      turn.inFlight().end(attempt.path());
      Output<?> key = attempt.step().key();
      turn.happened(
          new StepEvent.StepSucceeded(
              attempt.path(),
              attempt.number(),
              key == null ? null : key.name(),
              done.value(),
              done.artifacts()));
    } else if (result instanceof StepResult.Submitted submitted) {
      submitted(submitted.handle());
    } else if (result instanceof StepResult.Running running) {
      work.pollAt(turn.now().plus(running.againIn()));
    } else if (result instanceof StepResult.Failed failed) {
      turn.inFlight().end(attempt.path());
      failed(failed);
    }
  }

  private void submitted(String handle) {
    ItemPath path = attempt.path();
    turn.happened(new StepEvent.StepSubmitted(path, attempt.number(), handle));
    if (work.isStopped()) {
      turn.then(new Effect.StopStep(attempt));
    }
    turn.then(new Effect.PollStep(attempt));
  }

  private void failed(StepResult.Failed failed) {
    boolean aborted = turn.run().abort().isPresent();
    FailureClass failureClass =
        aborted
            ? FailureClass.FATAL
            : work.isStopped() ? FailureClass.TRANSIENT : failed.failureClass();
    String message =
        work.isStopped() ? work.stopReason() + " (" + failed.message() + ")" : failed.message();
    turn.happened(
        new StepEvent.StepFailed(
            attempt.path(), attempt.number(), failureClass, message, failed.evidence()));
    if (failureClass == FailureClass.TRANSIENT) {
      retryAt()
          .ifPresent(
              due ->
                  turn.happened(
                      new StepEvent.StepRetryScheduled(attempt.path(), attempt.number() + 1, due)));
    }
  }

  private Optional<Instant> retryAt() {
    RetryPolicy own = attempt.step().policy().retry();
    RetryPolicy policy = own == null ? attempt.node().stage().limits().retry() : own;
    if (attempt.number() >= policy.attempts()) {
      return Optional.empty();
    }
    Instant due = turn.now().plus(policy.delayAfter(attempt.number(), chance()));
    StepRun step =
        turn.run()
            .stage(attempt.node().name())
            .step(ItemKey.of(attempt.path()))
            .orElse(StepRun.NEW);
    Instant first = step.times().first() == null ? turn.now() : step.times().first();
    Optional<Instant> stageEnd = StageDeadline.of(turn, attempt.node());
    boolean tooLate =
        due.isAfter(first.plus(policy.deadline()))
            || stageEnd.map(end -> !due.isBefore(end)).orElse(false);
    return tooLate ? Optional.empty() : Optional.of(due);
  }

  /** Fixed for the run, step and attempt, so that a replay waits alike. */
  private double chance() {
    return Long.parseLong(attempt.key().substring(0, 8), 16) / (double) 0x1_0000_0000L;
  }
}
