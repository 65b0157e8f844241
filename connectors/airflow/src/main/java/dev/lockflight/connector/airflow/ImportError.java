package dev.lockflight.connector.airflow;

import dev.lockflight.Evidence;

/**
 * A file that Airflow could not load, so that its DAGs are missing or old.
 *
 * @param file as Airflow names it
 * @param trace the whole stack trace
 */
public record ImportError(String file, String trace) {
  /** The last line of the trace, which names the exception. */
  public String cause() {
    return trace.strip().lines().reduce((first, last) -> last).orElse("without a word").strip();
  }

  Evidence evidence(String source) {
    return Evidence.of(file, cause(), "can be imported", source);
  }

  @Override
  public String toString() {
    return file + ": " + cause();
  }
}
