package dev.lockflight.connector.process;

import dev.lockflight.Evidence;
import dev.lockflight.FailureClass;
import dev.lockflight.InvalidDefinitionException;
import dev.lockflight.StepContext;
import dev.lockflight.StepFailedException;
import java.util.Arrays;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What the exit codes of a command mean: success, TRANSIENT, and FATAL for all others. */
record ExitCodes(SortedSet<Integer> success, SortedSet<Integer> passing) {
  private static final int HIGHEST = 255;
  private static final int SIGNALS = 128;
  static final ExitCodes DEFAULT = new ExitCodes(sorted(0), sorted());

  ExitCodes {
    success = Collections.unmodifiableSortedSet(new TreeSet<>(success));
    passing = Collections.unmodifiableSortedSet(new TreeSet<>(passing));
    if (success.isEmpty()) {
      throw new InvalidDefinitionException("successCodes must name at least one exit code");
    }
    success.forEach(ExitCodes::checkRange);
    passing.forEach(ExitCodes::checkRange);
    if (!Collections.disjoint(success, passing)) {
      throw new InvalidDefinitionException(
          "an exit code means success or a transient failure, not both: success "
              + success
              + ", transient "
              + passing);
    }
  }

  ExitCodes succeedingOn(int... codes) {
    return new ExitCodes(sorted(codes), passing);
  }

  ExitCodes transientOn(int... codes) {
    return new ExitCodes(success, sorted(codes));
  }

  /**
   * Accepts the result.
   *
   * @throws StepFailedException when its exit code is not one of success
   */
  void check(CommandResult result, String line, StepContext context) {
    int code = result.exitCode();
    if (success.contains(code)) {
      return;
    }
    Evidence evidence = Evidence.of("exit code", code, expected(), result.logFile());
    String message = context.redact(message(result, line));
    throw meaning(code) == FailureClass.TRANSIENT
        ? StepFailedException.transientFailure(message, evidence)
        : StepFailedException.fatal(message, evidence);
  }

  private FailureClass meaning(int code) {
    return passing.contains(code) ? FailureClass.TRANSIENT : FailureClass.FATAL;
  }

  private String message(CommandResult result, String line) {
    int code = result.exitCode();
    String ended =
        code > SIGNALS ? " (128 + signal " + (code - SIGNALS) + " when a signal ended it)" : "";
    return line
        + " ended with exit code "
        + code
        + ended
        + " after "
        + result.duration()
        + ", expected "
        + expected()
        + LastWords.of(result);
  }

  private String expected() {
    return success.size() == 1 ? success.first().toString() : "one of " + success;
  }

  private static SortedSet<Integer> sorted(int... codes) {
    return Arrays.stream(codes).boxed().collect(Collectors.toCollection(TreeSet::new));
  }

  private static void checkRange(int code) {
    if (code < 0 || code > HIGHEST) {
      throw new InvalidDefinitionException("an exit code must be 0 to " + HIGHEST + ": " + code);
    }
  }

  @Override
  public String toString() {
    return equals(DEFAULT)
        ? ""
        : ", success on " + success + (passing.isEmpty() ? "" : ", transient on " + passing);
  }
}
