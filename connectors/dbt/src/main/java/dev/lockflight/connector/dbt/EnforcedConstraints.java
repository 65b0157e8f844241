package dev.lockflight.connector.dbt;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Which types of constraint a platform really enforces, as each adapter declares it (its {@code
 * CONSTRAINT_SUPPORT}): only losing one of those breaks a promise.
 */
final class EnforcedConstraints {
  private static final Set<String> ALL =
      Set.of("check", "not_null", "unique", "primary_key", "foreign_key");
  private static final Set<String> NOT_NULL = Set.of("not_null");
  private static final Set<String> NOT_NULL_AND_CHECK = Set.of("not_null", "check");

  /** What an adapter that declares nothing inherits. */
  private static final Set<String> BY_DEFAULT = Set.of("not_null", "foreign_key");

  private static final Map<String, Set<String>> BY_ADAPTER =
      Map.of(
          "postgres", ALL,
          "duckdb", ALL,
          "databricks", NOT_NULL_AND_CHECK,
          "redshift", NOT_NULL,
          "snowflake", NOT_NULL,
          "bigquery", NOT_NULL,
          "spark", Set.of());

  private EnforcedConstraints() {}

  static Set<String> of(String adapter) {
    return BY_ADAPTER.getOrDefault(adapter.toLowerCase(Locale.ROOT), BY_DEFAULT);
  }
}
