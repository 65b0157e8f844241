package dev.lockflight.connector.dbt;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How fresh one source was. Immutable.
 *
 * @param newest the newest row's time; null when the query failed
 * @param ageSeconds of that row, by the warehouse's clock
 */
public record SourceResult(
    String uniqueId, NodeStatus status, @Nullable Instant newest, double ageSeconds, String error) {
  public Optional<Instant> maxLoadedAt() {
    return Optional.ofNullable(newest);
  }
}
