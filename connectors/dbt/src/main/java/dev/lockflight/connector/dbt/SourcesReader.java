package dev.lockflight.connector.dbt;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@code sources.json} v3 of both engines. */
final class SourcesReader {
  private final List<SourceResult> results = new ArrayList<>();
  private String id = "";
  private NodeStatus status = NodeStatus.UNKNOWN;
  private @Nullable Instant newest;
  private double age;
  private String error = "";

  private SourcesReader() {}

  static Sources read(Path file) {
    SourcesReader reader = new SourcesReader();
    ArtifactMetadata metadata = ArtifactReader.read(ArtifactKind.SOURCES, file, reader::section);
    return new Sources(metadata, reader.results);
  }

  private void section(String name, JsonWalk walk) {
    if (name.equals("results")) {
      walk.objects(member -> result(member, walk), this::finish);
    } else {
      walk.skip();
    }
  }

  private void result(String name, JsonWalk walk) {
    switch (name) {
      case "unique_id" -> id = walk.text("");
      case "status" -> status = NodeStatus.of(walk.text(""));
      case "max_loaded_at" -> newest = Timestamps.parse(walk.text());
      case "max_loaded_at_time_ago_in_s" -> age = walk.number();
      case "error" -> error = RunResultsReader.brief(walk.text(""));
      default -> walk.skip();
    }
  }

  private void finish() {
    results.add(new SourceResult(id, status, newest, age, error));
    id = "";
    status = NodeStatus.UNKNOWN;
    newest = null;
    age = 0;
    error = "";
  }
}
