package dev.lockflight.connector.airflow;

/**
 * A DAG as Airflow has it now.
 *
 * @param isLoaded whether Airflow still finds it in a file
 * @param file where it is written
 */
public record DagState(
    String dag, boolean isPaused, boolean isLoaded, boolean hasImportErrors, String file) {
  @Override
  public String toString() {
    return "DAG "
        + dag
        + (isLoaded ? "" : ", not in any file now")
        + (hasImportErrors ? ", with import errors" : "")
        + (isPaused ? ", paused" : "");
  }
}
