package dev.lockflight.connector.http;

import dev.lockflight.FailureClass;

/** The client did not send the request: its host is broken or busy, or the client is closed. */
public final class NotSentException extends RestException {
  NotSentException(String call, FailureClass failureClass, String why) {
    super(call, failureClass, why);
  }
}
