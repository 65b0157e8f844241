package dev.lockflight.connector.cli;

/** How a command hears that it shall leave: Ctrl-C of a terminal, TERM of whoever started it. */
interface Signals {
  /** Nobody interrupts: for programs that embed the commands. */
  Signals NONE = stop -> () -> {};

  /**
   * From now until the returned handle is closed, the first signal calls {@code stop}, on a thread
   * of its own, and the second ends the process.
   */
  Watch on(Runnable stop);

  /** Ends the watch. */
  interface Watch extends AutoCloseable {
    @Override
    void close();
  }
}
