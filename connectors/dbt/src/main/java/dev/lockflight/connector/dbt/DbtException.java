package dev.lockflight.connector.dbt;

import dev.lockflight.Evidence;
import dev.lockflight.LockflightException;
import dev.lockflight.StepFailedException;
import java.util.List;

/**
 * A dbt command could not do its work. A step's {@link StepFailedException} has it as its cause.
 */
public final class DbtException extends LockflightException {
  private final DbtProblem problem;

  DbtException(DbtProblem problem, String message) {
    super(message + ". " + problem.advice());
    this.problem = problem;
  }

  DbtException causedBy(Throwable cause) {
    Throwable unused = initCause(cause);
    return this;
  }

  public DbtProblem problem() {
    return problem;
  }

  /** The same as the failure of a step, TRANSIENT where trying again can help. */
  StepFailedException asStepFailure(List<Evidence> evidence) {
    Evidence[] all = evidence.toArray(Evidence[]::new);
    String message = String.valueOf(getMessage());
    StepFailedException failure =
        problem.isTransient()
            ? StepFailedException.transientFailure(message, all)
            : StepFailedException.fatal(message, all);
    return failure.causedBy(this);
  }
}
