package dev.lockflight.connector.dbt;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The small view of {@code manifest.json}: what gates need, about 1 KB per node. Immutable.
 *
 * @param nodes by unique id: models, seeds, snapshots, tests, unit tests, sources, functions,
 *     exposures …
 * @param disabled unique ids
 */
public record Manifest(
    ArtifactMetadata metadata, Map<String, ManifestNode> nodes, Set<String> disabled) {
  public Manifest {
    nodes = Collections.unmodifiableMap(nodes);
    disabled = Collections.unmodifiableSet(disabled);
  }

  public Optional<ManifestNode> node(String uniqueId) {
    return Optional.ofNullable(nodes.get(uniqueId));
  }

  public Stream<ManifestNode> all(String resourceType) {
    return nodes.values().stream().filter(node -> node.is(resourceType));
  }
}
