package dev.lockflight.connector.terraform;

import dev.lockflight.Gate;
import dev.lockflight.Output;
import java.util.Set;

/** Gates on a plan that a step left; import them statically. */
public final class TerraformGates {
  private TerraformGates() {}

  /**
   * Opens while the plan file is the one that was planned. Its evidence is the digest and each
   * change, so an approval behind it is bound to exactly this plan. FAILED when the file is
   * another, ERRORED when it is gone.
   */
  public static Gate planUnchanged(Output<TerraformPlan> plan) {
    return new PlanUnchanged(plan);
  }

  /**
   * Opens when the plan destroys and replaces nothing but what is named.
   *
   * @param exceptAddresses resources that may be destroyed, by their full addresses
   */
  public static Gate destroysNothing(Output<TerraformPlan> plan, String... exceptAddresses) {
    return new DestroysNothing(plan, Set.of(exceptAddresses));
  }
}
