package dev.lockflight.connector.http;

import dev.lockflight.FailureClass;

/** The server said that it did it, but what it sent is not what the service documents. */
public final class UnreadableAnswerException extends RestException {
  UnreadableAnswerException(String call, FailureClass failureClass, String why) {
    super(call, failureClass, why + "; check that the base URI is the service's and no proxy's");
  }
}
