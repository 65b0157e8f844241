package dev.lockflight.connector.dbt;

import dev.lockflight.connector.dbt.DbtArtifactException.Fault;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads {@code metadata}, which all artifacts have. */
final class MetadataReader {
  private String schema = "";
  private String version = "";
  private @Nullable Instant at;
  private String invocation = "";
  private Map<String, String> env = Map.of();
  private String project = "";
  private String adapter = "";

  ArtifactMetadata read(JsonWalk walk, ArtifactReader reader) {
    walk.object(name -> member(name, walk));
    if (schema.isEmpty()) {
      throw reader.fault(
          Fault.FOREIGN, "has no metadata.dbt_schema_version, so dbt did not write it");
    }
    return new ArtifactMetadata(
        reader.version(schema),
        version,
        at,
        invocation,
        env,
        new ArtifactMetadata.Project(project, adapter));
  }

  private void member(String name, JsonWalk walk) {
    switch (name) {
      case "dbt_schema_version" -> schema = walk.text("");
      case "dbt_version" -> version = walk.text("");
      case "generated_at" -> at = Timestamps.parse(walk.text());
      case "invocation_id" -> invocation = walk.text("");
      case "env" -> env = walk.scalars();
      case "project_name" -> project = walk.text("");
      case "adapter_type" -> adapter = walk.text("");
      default -> walk.skip();
    }
  }
}
