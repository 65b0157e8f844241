package dev.lockflight.connector.databricks;

import dev.lockflight.Evidence;
import dev.lockflight.FailureClass;
import dev.lockflight.LockflightException;
import dev.lockflight.StepFailedException;
import java.util.List;

/** Databricks did what it was asked, but what was found there cannot be used. */
public final class DatabricksException extends LockflightException {
  private final FailureClass failureClass;
  private final List<Evidence> evidence;

  private DatabricksException(FailureClass failureClass, String message, List<Evidence> evidence) {
    super(message);
    this.failureClass = failureClass;
    this.evidence = List.copyOf(evidence);
  }

  static DatabricksException fatal(String message, Evidence... evidence) {
    return new DatabricksException(FailureClass.FATAL, message, List.of(evidence));
  }

  static DatabricksException passing(String message, Evidence... evidence) {
    return new DatabricksException(FailureClass.TRANSIENT, message, List.of(evidence));
  }

  static DatabricksException of(FailureClass failureClass, String message, List<Evidence> seen) {
    return new DatabricksException(failureClass, message, seen);
  }

  DatabricksException causedBy(Throwable cause) {
    Throwable unused = initCause(cause);
    return this;
  }

  /** Whether trying again may help. */
  public FailureClass failureClass() {
    return failureClass;
  }

  public List<Evidence> evidence() {
    return evidence;
  }

  /** The same, for a step to throw. */
  public StepFailedException asStepFailure() {
    Evidence[] seen = evidence.toArray(Evidence[]::new);
    String message = String.valueOf(getMessage());
    return (failureClass == FailureClass.TRANSIENT
            ? StepFailedException.transientFailure(message, seen)
            : StepFailedException.fatal(message, seen))
        .causedBy(this);
  }
}
