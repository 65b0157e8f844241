package dev.lockflight.connector.dbt;

import java.util.List;

/**
 * The small view of {@code sources.json}: the answers of {@code dbt source freshness}. Immutable.
 */
public record Sources(ArtifactMetadata metadata, List<SourceResult> results) {
  public Sources {
    results = List.copyOf(results);
  }
}
