package dev.lockflight.connector.docker;

import dev.lockflight.FailureClass;
import dev.lockflight.LockflightException;
import dev.lockflight.StepFailedException;
import dev.lockflight.connector.http.AnswerException;
import dev.lockflight.connector.http.RestException;

/**
 * The engine, a registry or the docker command did not do what was asked. Its message says what,
 * where and what to do next, and holds no secret.
 */
public final class DockerException extends LockflightException {
  private final FailureClass failureClass;
  private final boolean missing;

  private DockerException(String message, FailureClass failureClass, boolean missing) {
    super(message);
    this.failureClass = failureClass;
    this.missing = missing;
  }

  static DockerException fatal(String message) {
    return new DockerException(message, FailureClass.FATAL, false);
  }

  static DockerException passing(String message) {
    return new DockerException(message, FailureClass.TRANSIENT, false);
  }

  static DockerException of(RestException e) {
    boolean missing = e instanceof AnswerException answer && answer.status() == 404;
    DockerException thrown =
        new DockerException(String.valueOf(e.getMessage()), e.failureClass(), missing);
    var unused = thrown.initCause(e);
    return thrown;
  }

  DockerException causedBy(Throwable cause) {
    var unused = initCause(cause);
    return this;
  }

  /** Whether the same call may succeed later. */
  public FailureClass failureClass() {
    return failureClass;
  }

  /** Whether the engine answered that it has no such image or container. */
  public boolean isMissing() {
    return missing;
  }

  /** The same, for a step to throw. */
  public StepFailedException asStepFailure() {
    String message = String.valueOf(getMessage());
    return (failureClass == FailureClass.TRANSIENT
            ? StepFailedException.transientFailure(message)
            : StepFailedException.fatal(message))
        .causedBy(this);
  }
}
