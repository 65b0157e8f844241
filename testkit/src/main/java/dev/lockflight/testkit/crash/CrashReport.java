package dev.lockflight.testkit.crash;

import dev.lockflight.PipelineName;
import java.util.List;

/**
 * What came of killing a flow everywhere. Immutable.
 *
 * @param positions at which it was killed
 * @param leftToPeople how many of those left a step that may be done at most once to a person
 * @param problems what went wrong, with the position; empty when nothing did
 */
public record CrashReport(
    PipelineName pipeline, int positions, int leftToPeople, List<String> problems) {
  public CrashReport {
    problems = List.copyOf(problems);
  }

  @Override
  public String toString() {
    return pipeline
        + " was killed at "
        + positions
        + " positions, "
        + leftToPeople
        + " of them left to a person, "
        + (problems.isEmpty() ? "all ended alike" : problems.size() + " problems")
        + (problems.isEmpty() ? "" : "\n  " + String.join("\n  ", problems));
  }
}
