package dev.lockflight.engine;

import dev.lockflight.Deployment;
import dev.lockflight.run.RunEvent;
import dev.lockflight.run.StageEvent;
import dev.lockflight.run.StepEvent;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What of an event must be as the engine would write it; words and moments may be others. */
final class Shape {
  private Shape() {}

  /**
   * @param anyRelease whether another release in the ledger is the same
   */
  static boolean same(RunEvent one, RunEvent other, boolean anyRelease) {
    return one.getClass() == other.getClass() && of(one, anyRelease).equals(of(other, anyRelease));
  }

  private static List<@Nullable Object> of(RunEvent event, boolean anyRelease) {
    if (event instanceof RunEvent.DeploymentRecorded recorded) {
      Deployment line = recorded.deployment();
      return Arrays.asList(
          line.environment(),
          line.run(),
          line.stage(),
          line.state(),
          anyRelease ? null : line.release());
    }
    return event instanceof StepEvent step ? ofStep(step) : ofStage(event);
  }

  private static List<@Nullable Object> ofStage(RunEvent event) {
    if (event instanceof StageEvent.PhaseEntered entered) {
      return Arrays.asList(entered.stage(), entered.phase(), entered.outcome());
    }
    if (event instanceof StageEvent.StageEnded ended) {
      return Arrays.asList(ended.stage(), ended.status());
    }
    if (event instanceof StageEvent.LockReleased released) {
      return Arrays.asList(released.stage(), released.environment());
    }
    if (event instanceof StageEvent.ApprovalRequested asked) {
      return Arrays.asList(asked.stage(), asked.request().gate(), asked.request().deadline());
    }
    return Arrays.asList(event);
  }

  private static List<@Nullable Object> ofStep(StepEvent event) {
    if (event instanceof StepEvent.StepStarted started) {
      return Arrays.asList(started.step(), started.attempt());
    }
    if (event instanceof StepEvent.StepSubmitted submitted) {
      return Arrays.asList(submitted.step(), submitted.attempt());
    }
    if (event instanceof StepEvent.StepSucceeded done) {
      return Arrays.asList(done.step(), done.attempt(), done.output());
    }
    if (event instanceof StepEvent.StepFailed failed) {
      return Arrays.asList(failed.step(), failed.attempt(), failed.failureClass());
    }
    if (event instanceof StepEvent.StepRetryScheduled retry) {
      return Arrays.asList(retry.step(), retry.nextAttempt());
    }
    if (event instanceof StepEvent.StepHeld held) {
      return Arrays.asList(held.step(), held.attempt());
    }
    StepEvent.StepResolved resolved = (StepEvent.StepResolved) event;
    return Arrays.asList(resolved.step(), resolved.resolution(), resolved.by());
  }
}
