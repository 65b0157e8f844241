package dev.lockflight.connector.python;

import dev.lockflight.Gate;
import dev.lockflight.Output;

/** Gates on what checking programs came to; import them statically. */
public final class PythonGates {
  private PythonGates() {}

  /** Opens when the program found nothing: FAILED for findings, ERRORED when it could not tell. */
  public static Gate noFindings(Output<ToolResult> result) {
    return new NoFindings(result);
  }
}
