package dev.lockflight.engine;

import dev.lockflight.Deployment;
import dev.lockflight.Release;
import dev.lockflight.RunId;
import dev.lockflight.engine.RefusedException.Reason;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an environment is rolled back to.
 *
 * @param commit the commit of a release that was verified there; null for the one before the
 *     present
 */
public record RollbackTarget(@Nullable String commit) {
  /** What was there before the present deployment. */
  public static final RollbackTarget PREVIOUS = new RollbackTarget(null);

  public static RollbackTarget release(String commit) {
    return new RollbackTarget(commit);
  }

  /** The deployment that must be undone, with everything after it. */
  Deployment firstUndone(List<Deployment> newestFirst) {
    List<Deployment> deployments = inForce(newestFirst);
    if (deployments.isEmpty()) {
      throw new RefusedException(Reason.NOT_RESTORABLE, "nothing is deployed there");
    }
    if (commit == null) {
      return deployments.get(0);
    }
    for (int i = 1; i < deployments.size(); i++) {
      if (isTarget(deployments.get(i))) {
        return deployments.get(i - 1);
      }
    }
    throw new RefusedException(
        Reason.NOT_RESTORABLE,
        isTarget(deployments.get(0))
            ? "release " + commit + " is what is there now"
            : "release " + commit + " was never verified there");
  }

  /** The release that is there again once {@code undone} is undone. */
  Release release(List<Deployment> newestFirst, Deployment undone) {
    List<Deployment> deployments = inForce(newestFirst);
    int before = deployments.indexOf(undone) + 1;
    return before < deployments.size() ? deployments.get(before).release() : undone.release();
  }

  private boolean isTarget(Deployment line) {
    return line.state() == Deployment.State.VERIFIED && line.release().commit().equals(commit);
  }

  /** The last line of each run that was not rolled back, newest first. */
  private static List<Deployment> inForce(List<Deployment> newestFirst) {
    Set<RunId> seen = new HashSet<>();
    List<Deployment> lines = new ArrayList<>();
    for (Deployment line : newestFirst) {
      if (seen.add(line.run()) && line.state() != Deployment.State.ROLLED_BACK) {
        lines.add(line);
      }
    }
    return lines;
  }
}
