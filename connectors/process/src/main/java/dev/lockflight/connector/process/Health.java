package dev.lockflight.connector.process;

import dev.lockflight.Gate;

/**
 * Gates that ask this machine whether something is well. Each asks once; {@code polled(every(…))}
 * asks until it is well or the time is over.
 *
 * <pre>{@code
 * .verify(commandOk(Command.of("pg_isready").inheriting(environment)).polled(every(ofSeconds(2), ofMinutes(1))))
 * }</pre>
 */
public final class Health {
  private Health() {}

  /**
   * Opens when the command ends with a success code. FAILED on any other; ERRORED when it cannot be
   * started or does not end within its timeout. It should change nothing and have a timeout.
   */
  public static Gate commandOk(Command command) {
    return new CommandGate(command);
  }

  /**
   * Opens when a process runs on this machine whose command line holds the words. Sees only what
   * this user may see.
   */
  public static Gate processRunning(String words) {
    return new RunningGate(words);
  }
}
