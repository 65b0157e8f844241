package dev.lockflight.connector.cli;

import dev.lockflight.LockflightException;

/** A command cannot do what was asked; its message is the line a person reads. */
final class CommandFailedException extends LockflightException {
  private final ExitCode code;

  CommandFailedException(ExitCode code, String message) {
    super(message);
    this.code = code;
  }

  static CommandFailedException usage(String message) {
    return new CommandFailedException(ExitCode.USAGE, message);
  }

  ExitCode code() {
    return code;
  }
}
