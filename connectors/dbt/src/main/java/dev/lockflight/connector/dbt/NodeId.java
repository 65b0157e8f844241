package dev.lockflight.connector.dbt;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a node is called. Immutable.
 *
 * @param uniqueId for example {@code model.shop.orders.v2}
 * @param version of a versioned model; else empty
 * @param deprecated when a model may be deleted; null when never
 */
public record NodeId(
    String uniqueId,
    String resourceType,
    String packageName,
    String name,
    String version,
    @Nullable Instant deprecated) {
  public Optional<Instant> deprecationDate() {
    return Optional.ofNullable(deprecated);
  }

  @Override
  public String toString() {
    return uniqueId;
  }
}
