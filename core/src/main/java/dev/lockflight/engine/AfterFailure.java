package dev.lockflight.engine;

import dev.lockflight.Cause;
import dev.lockflight.Deployment;
import dev.lockflight.EnvironmentName;
import dev.lockflight.Ledger;
import dev.lockflight.PipelineName;
import dev.lockflight.Trigger;
import dev.lockflight.run.Origin;
import dev.lockflight.run.Run;
import dev.lockflight.run.RunStatus;
import java.util.Optional;
import java.util.Set;

/**
 * A pipeline that rolls back, with the release that was verified last: when what the failed run
 * left in the environment is still there. The failure of a rollback starts nothing.
 */
record AfterFailure(Trigger.Failure trigger, Ledger ledger) implements Sequel {
  @Override
  public PipelineName upstream() {
    return trigger.pipeline();
  }

  @Override
  public Set<RunStatus> ends() {
    return trigger.whenErrored()
        ? Set.of(RunStatus.FAILED, RunStatus.ERRORED)
        : Set.of(RunStatus.FAILED);
  }

  @Override
  public String name() {
    return trigger.toString();
  }

  @Override
  public void after(Run run, StartOccurrence start) {
    if (isRollback(run) || !leftSomething(run)) {
      return;
    }
    EnvironmentName environment = trigger.environment();
    Cause cause =
        Sequel.withPeopleOf(
            run, Cause.failure(upstream(), environment, run.created().cause().by()));
    String key = "failure " + run.id() + " in " + environment;
    Optional<Deployment> good = ledger.lastVerified(environment);
    good.ifPresentOrElse(
        line -> start.by(trigger, Occurrence.named(key, cause, line.release())),
        () ->
            start.refused(
                trigger,
                Occurrence.named(key, cause, run.release()),
                "nothing that was verified in "
                    + environment
                    + " can be gone back to; deploy a repaired release"));
  }

  private static boolean isRollback(Run run) {
    return run.created().origin().kind() == Origin.Kind.ROLLBACK
        || run.created().cause().kind() == Cause.Kind.FAILURE;
  }

  /** Whether the environment is as the run left it, and that is not verified. */
  private boolean leftSomething(Run run) {
    return ledger
        .current(trigger.environment())
        .filter(line -> line.run().equals(run.id()))
        .filter(line -> line.state() != Deployment.State.VERIFIED)
        .isPresent();
  }
}
