package dev.lockflight.testkit.databricks;

import java.time.Instant;
import java.util.Optional;

/** One task of a run. Immutable. */
record TaskState(
    long id,
    TaskDefinition definition,
    int attempt,
    Optional<Instant> start,
    Optional<TaskOutcome> outcome) {
  static TaskState open(long id, TaskDefinition definition, int attempt) {
    return new TaskState(id, definition, attempt, Optional.empty(), Optional.empty());
  }

  String key() {
    return definition.key();
  }

  TaskState begun(Instant now) {
    return new TaskState(id, definition, attempt, Optional.of(now), outcome);
  }

  TaskState ended(TaskOutcome how) {
    return new TaskState(id, definition, attempt, start, Optional.of(how));
  }

  boolean isOver() {
    return outcome.isPresent();
  }

  Optional<String> resultState() {
    return outcome.map(TaskOutcome::resultState);
  }

  /** As the older field says it. */
  String lifeCycleState() {
    if (isOver()) {
      return resultState().orElseThrow().equals("EXCLUDED") ? "SKIPPED" : "TERMINATED";
    }
    return start.isPresent() ? "RUNNING" : "PENDING";
  }
}
