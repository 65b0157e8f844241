package dev.lockflight.connector.cli;

import dev.lockflight.InvalidDefinitionException;
import dev.lockflight.InvalidParameterException;
import dev.lockflight.LockflightException;
import dev.lockflight.engine.EngineClosedException;
import dev.lockflight.engine.RefusedException;
import dev.lockflight.engine.RunStalledException;
import dev.lockflight.engine.UnknownRunException;
import dev.lockflight.report.UnreadablePlanException;
import dev.lockflight.store.StoreException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** What went wrong, as one line and an exit code. */
final class Problems {
  private Problems() {}

  static ExitCode codeOf(Throwable problem) {
    Throwable cause = unwrapped(problem);
    if (cause instanceof CommandFailedException failed) {
      return failed.code();
    }
    if (cause instanceof StoreException
        || cause.getCause() instanceof StoreException
        || cause instanceof dev.lockflight.run.BrokenJournalException) {
      return ExitCode.STORE;
    }
    if (cause instanceof UnknownRunException
        || cause instanceof InvalidParameterException
        || cause instanceof InvalidDefinitionException
        || cause instanceof UnreadablePlanException) {
      return ExitCode.USAGE;
    }
    if (cause instanceof RefusedException) {
      return ExitCode.REFUSED;
    }
    if (cause instanceof EngineClosedException) {
      return ExitCode.INTERRUPTED;
    }
    return cause instanceof RunStalledException ? ExitCode.ERRORED : ExitCode.DEFECT;
  }

  /** What, where, what to do next: on one line. */
  static String lineOf(Throwable problem) {
    Throwable cause = unwrapped(problem);
    String message = cause.getMessage();
    String text =
        cause instanceof LockflightException && message != null
            ? message
            : cause.getClass().getSimpleName() + (message == null ? "" : ": " + message);
    return Printer.oneLine(text);
  }

  private static Throwable unwrapped(Throwable problem) {
    Throwable cause = problem.getCause();
    boolean wrapped =
        problem instanceof CompletionException || problem instanceof ExecutionException;
    return wrapped && cause != null ? cause : problem;
  }
}
