package dev.lockflight.connector.process.report;

import dev.lockflight.Evidence;
import dev.lockflight.LockflightException;
import dev.lockflight.Verdict;

/** A report tells nothing: its gate is ERRORED. */
final class UnreadableReportException extends LockflightException {
  /** What is wrong with it. */
  enum Fault {
    MISSING,
    EMPTY,
    STALE,
    CHANGED,
    TRUNCATED,
    FOREIGN,
    UNREADABLE
  }

  private final Fault fault;
  private final String file;
  private final String found;
  private final String expected;

  /**
   * Says it.
   *
   * @param file as the author of the flow named it
   * @param found what is wrong, as the end of a sentence that begins with the file
   * @param expected what would have been read
   * @param advice what to do, as a sentence
   */
  UnreadableReportException(
      Fault fault, String file, String found, String expected, String advice) {
    super(file + " " + found + "; expected is " + expected + ". " + advice);
    this.fault = fault;
    this.file = file;
    this.found = found;
    this.expected = expected;
  }

  Fault fault() {
    return fault;
  }

  UnreadableReportException causedBy(Throwable cause) {
    Throwable unused = initCause(cause);
    return this;
  }

  /** As one file of several, where it is a finding that it cannot be used. */
  void show(Shown shown) {
    if (fault == Fault.UNREADABLE) {
      throw this;
    }
    shown.add(file, "it " + found, expected, file);
  }

  Verdict errored(String source) {
    return Verdict.errored(
        String.valueOf(getMessage()),
        new Evidence(file, fault + ": it " + found, expected, source));
  }
}
