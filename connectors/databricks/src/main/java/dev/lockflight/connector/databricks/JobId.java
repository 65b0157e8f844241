package dev.lockflight.connector.databricks;

import dev.lockflight.InvalidDefinitionException;

/** The number of a job in its workspace. */
public record JobId(long value) {
  public JobId {
    if (value < 1) {
      throw new InvalidDefinitionException("job id must be positive: " + value);
    }
  }

  public static JobId of(long value) {
    return new JobId(value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
