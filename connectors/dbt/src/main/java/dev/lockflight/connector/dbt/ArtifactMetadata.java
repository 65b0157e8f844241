package dev.lockflight.connector.dbt;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Who wrote an artifact, and when. Immutable.
 *
 * @param schemaVersion 12 for {@code …/dbt/manifest/v12.json}
 * @param dbtVersion as dbt tells it, for example {@code 1.11.16}; empty when it does not
 * @param at null when the file does not tell
 * @param invocationId empty when the file does not tell
 * @param env what was given as {@code DBT_ENV_CUSTOM_ENV_…}, without that prefix
 * @param project only a manifest tells it
 */
public record ArtifactMetadata(
    int schemaVersion,
    String dbtVersion,
    @Nullable Instant at,
    String invocationId,
    Map<String, String> env,
    Project project) {
  /** The project and the adapter it was built with; empty texts where the file does not tell. */
  public record Project(String name, String adapter) {}

  public ArtifactMetadata {
    env = Collections.unmodifiableMap(new TreeMap<>(env));
  }

  public Optional<Instant> generatedAt() {
    return Optional.ofNullable(at);
  }

  /** {@code 1.11} of {@code 1.11.16}; the whole text when it has no two numbers. */
  public String minorVersion() {
    String[] parts = dbtVersion.split("\\.", 3);
    return parts.length < 2 ? dbtVersion : parts[0] + "." + parts[1];
  }
}
