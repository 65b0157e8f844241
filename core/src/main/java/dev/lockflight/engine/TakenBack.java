package dev.lockflight.engine;

import dev.lockflight.Cause;
import dev.lockflight.Deployment;
import dev.lockflight.EnvironmentName;
import dev.lockflight.Ledger;
import dev.lockflight.Release;
import dev.lockflight.StageNode;
import dev.lockflight.engine.RefusedException.Reason;
import dev.lockflight.run.Origin;
import dev.lockflight.run.Run;
import dev.lockflight.run.RunEvent;
import java.time.Instant;
import java.util.List;

/**
 * What is undone when a person puts an older release back by deploying it: whatever came after it
 * is rolled back in the ledger, in the commit in which the older one is verified.
 */
final class TakenBack {
  private TakenBack() {}

  /** The lines about what the run's release replaces; none when it was not put back by a person. */
  static List<RunEvent> by(Turn turn, StageNode node) {
    Run run = turn.run();
    if (!canTakeBack(run)) {
      return List.of();
    }
    EnvironmentName environment = node.stage().environment().orElseThrow().name();
    List<Deployment> others =
        turn.ledger().inForce(environment).stream()
            .filter(line -> !line.run().equals(run.id()))
            .toList();
    return undone(run.release(), others).stream()
        .map(line -> rolledBack(line, node, turn.now()))
        .toList();
  }

  private static List<Deployment> undone(Release back, List<Deployment> inForce) {
    for (int i = 0; i < inForce.size(); i++) {
      Deployment line = inForce.get(i);
      boolean isIt = line.release().commit().equals(back.commit());
      if (isIt && line.state() == Deployment.State.VERIFIED) {
        return inForce.subList(0, i);
      }
    }
    return List.of();
  }

  private static RunEvent rolledBack(Deployment line, StageNode node, Instant now) {
    return new RunEvent.DeploymentRecorded(
        new Deployment(
            line.environment(),
            line.release(),
            line.run(),
            node.stage().name(),
            Deployment.State.ROLLED_BACK,
            now));
  }

  /** Whether the run itself put an older release back, for a person or after a failure. */
  private static boolean putBack(Run run, EnvironmentName environment) {
    return run.created().cause().kind() == Cause.Kind.FAILURE
        || run.deployments().stream()
            .anyMatch(
                line ->
                    line.environment().equals(environment)
                        && line.state() == Deployment.State.ROLLED_BACK
                        && !line.run().equals(run.id()));
  }

  private static boolean canTakeBack(Run run) {
    return !EntryOrders.isAutomatic(run) && run.created().origin().kind() != Origin.Kind.ROLLBACK;
  }

  /** Whether the entry is such a line; which there were, the ledger of that time knew. */
  static boolean isOne(ReplayMoment moment) {
    if (!(moment.event() instanceof RunEvent.DeploymentRecorded recorded)) {
      return false;
    }
    Run run = moment.run();
    Deployment line = recorded.deployment();
    return line.state() == Deployment.State.ROLLED_BACK
        && !line.run().equals(run.id())
        && canTakeBack(run)
        && run.deployments().stream()
            .anyMatch(
                own ->
                    own.run().equals(run.id())
                        && own.stage().equals(line.stage())
                        && own.environment().equals(line.environment())
                        && own.state() == Deployment.State.VERIFIED);
  }

  /**
   * Never a rollback of a rollback, and none away from a pin.
   *
   * @param undone the run whose deployment would be undone first
   * @param back what would be there again
   */
  static void refuse(
      Ledger ledger, Instant now, Run undone, EnvironmentName environment, Release back) {
    if (putBack(undone, environment)) {
      throw new RefusedException(
          Reason.NOT_RESTORABLE,
          "run "
              + undone.id()
              + " put an older release back; a rollback is never rolled back, promote a release");
    }
    ledger
        .orders()
        .pin(environment, now)
        .filter(pin -> !back.commit().equals(pin.commit()))
        .ifPresent(
            pin -> {
              throw new RefusedException(
                  Reason.PINNED, pin + "; unpin " + environment + " before it is rolled back");
            });
  }
}
