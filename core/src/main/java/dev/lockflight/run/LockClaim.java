package dev.lockflight.run;

import dev.lockflight.EnvironmentName;
import java.time.Instant;

/**
 * A stage's claim to an environment.
 *
 * @param held whether it has it, or still waits for it
 * @param since when it was requested, or acquired
 */
public record LockClaim(EnvironmentName environment, boolean held, Instant since) {}
