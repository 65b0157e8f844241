package dev.lockflight;

/** Whether trying again can help. */
public enum FailureClass {
  /** The world was briefly not ready: a timeout, a lost connection, a throttled request. */
  TRANSIENT,
  /** The same again would fail the same way: a broken model, a wrong password. */
  FATAL
}
