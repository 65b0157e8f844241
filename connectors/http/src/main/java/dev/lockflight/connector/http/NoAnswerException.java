package dev.lockflight.connector.http;

import dev.lockflight.FailureClass;

/** The connection failed or broke, or no answer came in time. */
public final class NoAnswerException extends RestException {
  private final WireException.Stage stage;
  private final String why;

  NoAnswerException(String call, FailureClass failureClass, String why, WireException cause) {
    super(call, failureClass, why + advice(cause.stage()));
    this.stage = cause.stage();
    this.why = why;
    var unused = initCause(cause.reason());
  }

  private static String advice(WireException.Stage stage) {
    return stage == WireException.Stage.CONNECTING
        ? "; nothing was sent: check the address, the network and the proxy"
        : "; it may have taken effect: look before repeating it";
  }

  /** Whether the server may have done what was asked; false when it cannot have heard of it. */
  public boolean mayHaveArrived() {
    return stage != WireException.Stage.CONNECTING;
  }

  /** Whether part of the answer had been read. */
  boolean hadBegun() {
    return stage == WireException.Stage.READING;
  }

  String why() {
    return why;
  }

  boolean isPassing() {
    return failureClass() == FailureClass.TRANSIENT;
  }
}
