package dev.lockflight.connector.terraform;

import dev.lockflight.Digest;

/**
 * A plan was applied. Survives a JSON round trip. Immutable.
 *
 * @param plan the digest of the plan file
 * @param summary what was added, changed and destroyed
 * @param outputs those of the root module afterwards
 */
public record TerraformApplied(
    Digest plan, TerraformPlan.Summary summary, TerraformOutputs outputs) {}
