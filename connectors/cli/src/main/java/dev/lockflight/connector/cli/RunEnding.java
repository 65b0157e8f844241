package dev.lockflight.connector.cli;

import dev.lockflight.RunId;
import dev.lockflight.run.Run;
import dev.lockflight.run.RunStatus;

/** How a run stands when a command leaves it. */
record RunEnding(RunId run, RunStatus status, String reason, int exitCode) {
  RunEnding(Run run, ExitCode code) {
    this(run.id(), run.status(), run.reason(), code.number());
  }
}
