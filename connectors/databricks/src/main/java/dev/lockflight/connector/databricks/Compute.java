package dev.lockflight.connector.databricks;

import java.util.Map;

/** Where a task runs. */
public final class Compute {
  private final String field;
  private final Object value;

  private Compute(String field, Object value) {
    this.field = field;
    this.value = value;
  }

  /** A cluster that exists; it is started when it is not running. */
  public static Compute cluster(String clusterId) {
    return new Compute("existing_cluster_id", clusterId);
  }

  /** A cluster made for this task, for example {@code spark_version}, {@code node_type_id}. */
  public static Compute newCluster(Map<String, Object> specification) {
    return new Compute("new_cluster", Map.copyOf(specification));
  }

  /** A cluster that the job's tasks share. */
  public static Compute jobCluster(String key) {
    return new Compute("job_cluster_key", key);
  }

  /** Serverless, with the environment of that key. */
  public static Compute serverless(String environmentKey) {
    return new Compute("environment_key", environmentKey);
  }

  boolean isServerless() {
    return field.equals("environment_key");
  }

  String field() {
    return field;
  }

  Object value() {
    return value;
  }

  @Override
  public String toString() {
    return field + " " + value;
  }
}
