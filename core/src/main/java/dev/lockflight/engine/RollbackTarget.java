package dev.lockflight.engine;

import dev.lockflight.Deployment;
import dev.lockflight.Order;
import dev.lockflight.Orders;
import dev.lockflight.Release;
import dev.lockflight.engine.RefusedException.Reason;
import java.util.List;
import java.util.Optional;
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
  Deployment firstUndone(List<Deployment> inForce, Orders orders) {
    if (inForce.isEmpty()) {
      throw new RefusedException(Reason.NOT_RESTORABLE, "nothing is deployed there");
    }
    return commit == null ? beforePresent(inForce, orders) : named(commit, inForce, orders);
  }

  /** Goes further back over what is vetoed. */
  private static Deployment beforePresent(List<Deployment> inForce, Orders orders) {
    int target = 1;
    while (target < inForce.size() && orders.isVetoed(inForce.get(target))) {
      target++;
    }
    if (target > 1 && target == inForce.size()) {
      throw new RefusedException(
          Reason.VETOED, "everything that was there before is vetoed; promote another release");
    }
    return inForce.get(target - 1);
  }

  private static Deployment named(String commit, List<Deployment> inForce, Orders orders) {
    Deployment present = inForce.get(0);
    Optional<Order.Veto> veto = orders.veto(present.environment(), commit);
    if (veto.isPresent()) {
      throw new RefusedException(Reason.VETOED, "release " + commit + " is vetoed: " + veto.get());
    }
    for (int i = 1; i < inForce.size(); i++) {
      if (isVerified(commit, inForce.get(i))) {
        return inForce.get(i - 1);
      }
    }
    throw new RefusedException(
        Reason.NOT_RESTORABLE,
        isVerified(commit, present)
            ? "release " + commit + " is what is there now"
            : "release " + commit + " was never verified there");
  }

  /** The release that is there again once {@code undone} is undone. */
  static Release release(List<Deployment> inForce, Deployment undone) {
    int before = inForce.indexOf(undone) + 1;
    return before < inForce.size() ? inForce.get(before).release() : undone.release();
  }

  private static boolean isVerified(String commit, Deployment line) {
    return line.state() == Deployment.State.VERIFIED && line.release().commit().equals(commit);
  }
}
