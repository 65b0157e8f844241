package dev.lockflight.connector.process;

/** Where a line of a running command comes from. */
public enum LineSource {
  /** Its standard output. */
  OUTPUT,
  /** Its standard error. */
  ERRORS,
  /** A file it was asked to follow. */
  FILE
}
