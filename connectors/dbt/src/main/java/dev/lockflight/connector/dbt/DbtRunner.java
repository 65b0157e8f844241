package dev.lockflight.connector.dbt;

import dev.lockflight.StepContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs dbt somewhere: here, in a notebook, in a container. Implementations must be thread-safe and
 * must not decide anything on the exit code: what dbt wrote decides.
 */
public interface DbtRunner {
  /**
   * The version of the dbt that {@link #run} starts; it may be remembered.
   *
   * @throws DbtException when there is no dbt
   */
  DbtVersion version(StepContext context) throws Exception;

  /**
   * Runs one command to its end and leaves its artifacts under the invocation's target path and its
   * log under the log path. Tells progress to the context.
   *
   * @throws DbtException when dbt could not be started
   * @throws InterruptedException when stopped; dbt has ended then
   */
  Exit run(DbtInvocation invocation, StepContext context) throws Exception;

  /**
   * How a command ended.
   *
   * @param code the exit code
   * @param invocationId as the log told it; null when dbt ended before it did
   * @param completed whether dbt came to its own end, which a killed dbt does not
   * @param errors what dbt said about errors, bounded
   */
  record Exit(int code, @Nullable String invocationId, boolean completed, List<String> errors) {
    public Exit {
      errors = List.copyOf(errors);
    }
  }
}
