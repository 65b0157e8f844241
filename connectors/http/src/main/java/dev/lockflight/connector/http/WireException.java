package dev.lockflight.connector.http;

import java.io.IOException;

/** The network failed, not the one who reads or writes. */
final class WireException extends IOException {
  /** How far the exchange had come. */
  enum Stage {
    /** Nothing of the request had been sent. */
    CONNECTING,
    /** The request was on its way, or its answer. */
    WAITING,
    /** The answer's body was being read. */
    READING
  }

  private final Stage stage;

  WireException(Stage stage, IOException cause) {
    super(cause);
    this.stage = stage;
  }

  Stage stage() {
    return stage;
  }

  IOException reason() {
    return getCause() instanceof IOException e ? e : this;
  }
}
