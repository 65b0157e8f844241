package dev.lockflight.connector.http;

/** How the components of records are called in a service's JSON. */
public enum Naming {
  /** {@code headSha} is {@code head_sha}: GitHub, Databricks, Airflow. */
  SNAKE_CASE,
  /** {@code headSha} is {@code headSha}. */
  AS_WRITTEN,
  /** {@code headSha} is {@code HeadSha}: Docker. */
  UPPER_CAMEL_CASE
}
