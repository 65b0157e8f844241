package dev.lockflight.connector.dbt;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * How one node of an invocation ended. Immutable.
 *
 * @param uniqueId for example {@code model.shop.orders}
 * @param message what dbt said, at most 2,000 characters
 * @param failures rows that failed a test; null when dbt does not tell
 * @param seconds execution time
 * @param relationName quoted as the adapter does; empty when the node has none
 */
public record NodeResult(
    String uniqueId,
    NodeStatus status,
    String message,
    @Nullable Long failures,
    double seconds,
    String relationName) {
  /** The part of the id before the first dot: {@code model}, {@code test}, {@code unit_test} … */
  public String resourceType() {
    int dot = uniqueId.indexOf('.');
    return dot < 0 ? uniqueId : uniqueId.substring(0, dot);
  }

  /** Whether it is a data test or a unit test. */
  public boolean isTest() {
    return resourceType().equals("test") || resourceType().equals("unit_test");
  }

  public OptionalLong failedRows() {
    return failures == null ? OptionalLong.empty() : OptionalLong.of(failures);
  }

  @Override
  public String toString() {
    return uniqueId + " " + status.word() + (message.isEmpty() ? "" : ": " + message);
  }
}
