package dev.lockflight;

import java.util.List;

/**
 * A step failed, in a way its operation understands. Any other exception an operation throws counts
 * as FATAL.
 */
public final class StepFailedException extends LockflightException {
  private final FailureClass failureClass;
  private final List<Evidence> evidence;

  private StepFailedException(FailureClass failureClass, String message, List<Evidence> evidence) {
    super(message);
    this.failureClass = failureClass;
    this.evidence = List.copyOf(evidence);
  }

  public static StepFailedException transientFailure(String message, Evidence... evidence) {
    return new StepFailedException(FailureClass.TRANSIENT, message, List.of(evidence));
  }

  public static StepFailedException fatal(String message, Evidence... evidence) {
    return new StepFailedException(FailureClass.FATAL, message, List.of(evidence));
  }

  public StepFailedException causedBy(Throwable cause) {
    Throwable ignored = initCause(cause);
    return this;
  }

  public FailureClass failureClass() {
    return failureClass;
  }

  public List<Evidence> evidence() {
    return evidence;
  }
}
