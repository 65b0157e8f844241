package dev.lockflight.connector.airflow;

import dev.lockflight.connector.http.JsonTree;
import java.net.URI;
import java.util.Optional;

/**
 * Airflow's stable REST API in its two versions, where they differ.
 *
 * @see <a href="https://airflow.apache.org/docs/apache-airflow/stable/stable-rest-api-ref.html">API
 *     v2 of Airflow 3</a>
 * @see <a href="https://airflow.apache.org/docs/apache-airflow/2.11.0/stable-rest-api-ref.html">API
 *     v1 of Airflow 2</a>
 */
enum AirflowApi {
  V2("/api/v2", "logical_date", "application/json"),
  V1("/api/v1", "execution_date", "text/plain");

  private final String path;
  private final String dateFilter;
  private final String logType;

  AirflowApi(String path, String dateFilter, String logType) {
    this.path = path;
    this.dateFilter = dateFilter;
    this.logType = logType;
  }

  String path() {
    return path;
  }

  /** What a query for runs of a date is called, before {@code _gte} and {@code _lte}. */
  String dateFilter() {
    return dateFilter;
  }

  String logType() {
    return logType;
  }

  /** Whether a run may be without a logical date, and says so by an explicit null. */
  boolean knowsRunsWithoutDate() {
    return this == V2;
  }

  /** Whether Airflow still finds the DAG in a file. */
  boolean isLoaded(JsonTree dag) {
    JsonTree gone = dag.at("is_stale");
    JsonTree active = dag.at("is_active");
    return this == V2
        ? !gone.isPresent() || !gone.isTrue()
        : !active.isPresent() || active.isTrue();
  }

  /** The moment the run covers. */
  Optional<String> logicalDate(JsonTree run) {
    Optional<String> date = run.at("logical_date").optionalText();
    return date.isPresent() ? date : run.at("execution_date").optionalText();
  }

  /** Where people look at the run. */
  URI page(URI base, String dag, String run) {
    String id = run.replace("+", "%2B").replace(":", "%3A");
    String root = base.toString().replaceAll("/+$", "");
    return URI.create(
        this == V2
            ? root + "/dags/" + dag + "/runs/" + id
            : root + "/dags/" + dag + "/grid?dag_run_id=" + id);
  }
}
