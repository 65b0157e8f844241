package dev.lockflight.connector.http;

import dev.lockflight.FailureClass;
import dev.lockflight.LockflightException;
import dev.lockflight.StepFailedException;

/**
 * A call that did not give what was asked for. Its message names the call, what happened and what
 * to do next, and holds no secret: queries, headers and bodies of requests are never in it.
 */
public abstract sealed class RestException extends LockflightException
    permits AnswerException, NoAnswerException, NotSentException, UnreadableAnswerException {
  private final String call;
  private final FailureClass failureClass;
  private final String text;
  private String note = "";

  RestException(String call, FailureClass failureClass, String message) {
    super(call + ": " + message);
    this.call = call;
    text = call + ": " + message;
    this.failureClass = failureClass;
  }

  /** The method and the URI without its query. */
  public final String call() {
    return call;
  }

  /** Whether the same call may succeed later. */
  public final FailureClass failureClass() {
    return failureClass;
  }

  /** The same, for a step to throw. */
  public final StepFailedException asStepFailure() {
    return (failureClass == FailureClass.TRANSIENT
            ? StepFailedException.transientFailure(getMessage())
            : StepFailedException.fatal(getMessage()))
        .causedBy(this);
  }

  /** Says why it was not tried again. */
  final RestException noting(String why) {
    note = why;
    return this;
  }

  @Override
  public final String getMessage() {
    return note.isEmpty() ? text : text + " (" + note + ")";
  }
}
