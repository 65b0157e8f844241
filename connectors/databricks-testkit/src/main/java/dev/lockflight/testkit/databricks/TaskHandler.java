package dev.lockflight.testkit.databricks;

/** What a task of a local run does. Called on the test's threads. */
@FunctionalInterface
public interface TaskHandler {
  /** Works, and says how it ended; an exception is a task that failed. */
  TaskOutcome run(TaskRun task) throws Exception;
}
