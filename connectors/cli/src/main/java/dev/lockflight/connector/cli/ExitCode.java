package dev.lockflight.connector.cli;

import dev.lockflight.run.RunStatus;
import java.util.Arrays;
import java.util.stream.Collectors;

/** What a command tells the program that called it. */
enum ExitCode {
  SUCCEEDED(0, "done; a run succeeded"),
  FAILED(1, "the run failed: a step failed or a gate found something"),
  USAGE(2, "wrong command line: unknown command, option, run, stage or value"),
  WAITING(3, "the run waits (--no-wait) and was left where it is"),
  REFUSED(4, "not allowed, too late or not possible now; nothing changed"),
  ENDED_OTHERWISE(5, "the run was rejected, expired, aborted or superseded"),
  STORE(6, "the store is owned by another process, damaged, newer or not reachable"),
  ERRORED(7, "the run errored: a gate could not tell, or the run cannot go on"),
  DEFECT(70, "a defect of this program; say --debug"),
  INTERRUPTED(130, "interrupted; the run was left where it is");

  private final int number;
  private final String meaning;

  ExitCode(int number, String meaning) {
    this.number = number;
    this.meaning = meaning;
  }

  int number() {
    return number;
  }

  static ExitCode of(RunStatus status) {
    return switch (status) {
      case SUCCEEDED, SKIPPED -> SUCCEEDED;
      case FAILED -> FAILED;
      case ERRORED -> ERRORED;
      case REJECTED, EXPIRED, ABORTED, SUPERSEDED -> ENDED_OTHERWISE;
      case PENDING, RUNNING, WAITING -> WAITING;
    };
  }

  /** The lines of the help. */
  static String help() {
    return Arrays.stream(values())
        .map(code -> "  %3d  %s%n".formatted(code.number, code.meaning))
        .collect(Collectors.joining("", "%nExit codes:%n".formatted(), ""));
  }
}
