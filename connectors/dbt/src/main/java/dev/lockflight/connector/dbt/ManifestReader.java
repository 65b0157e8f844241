package dev.lockflight.connector.dbt;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code manifest.json} of schema v4 to v12, of both engines, without the code and the
 * macros.
 */
final class ManifestReader {
  private final Map<String, ManifestNode> nodes = new LinkedHashMap<>();
  private final Set<String> disabled = new TreeSet<>();
  private final Set<String> withoutLoadedAt = new TreeSet<>();
  private final Words words = new Words();
  private @Nullable NodeReader reader;

  private ManifestReader() {}

  static Manifest read(Path file) {
    ManifestReader reader = new ManifestReader();
    ArtifactMetadata metadata = ArtifactReader.read(ArtifactKind.MANIFEST, file, reader::section);
    if (metadata.schemaVersion() < 11) {
      reader.withoutLoadedAt.forEach(reader::forgetFreshness);
    }
    return new Manifest(metadata, reader.nodes, reader.disabled);
  }

  private void section(String name, JsonWalk walk) {
    switch (name) {
      case "nodes", "sources", "unit_tests", "functions", "exposures" ->
          walk.object(id -> node(id, walk));
      case "disabled" -> disabled(walk);
      default -> walk.skip();
    }
  }

  private void node(String id, JsonWalk walk) {
    NodeReader nodeReader = reader;
    if (nodeReader == null) {
      nodeReader = new NodeReader(walk, words);
      reader = nodeReader;
    }
    ManifestNode node = nodeReader.read(id);
    nodes.put(node.id().uniqueId(), node);
    if (node.hasFreshness() && !nodeReader.hasLoadedAtField()) {
      withoutLoadedAt.add(id);
    }
  }

  /** Unique ids are the names of the map's members. */
  private void disabled(JsonWalk walk) {
    walk.object(
        id -> {
          disabled.add(id);
          walk.skip();
        });
  }

  /** Before dbt 1.7 freshness was checked only where {@code loaded_at_field} was given. */
  private void forgetFreshness(String id) {
    ManifestNode unused =
        nodes.computeIfPresent(
            id,
            (key, node) ->
                new ManifestNode(
                    node.id(),
                    node.config(),
                    node.relation(),
                    node.contract(),
                    node.dependsOn(),
                    false));
  }
}
