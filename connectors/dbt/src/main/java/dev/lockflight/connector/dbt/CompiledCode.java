package dev.lockflight.connector.dbt;

import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/** Streams the compiled code of nodes, which no view keeps. */
final class CompiledCode {
  private final Set<String> wanted;
  private final Sink sink;
  private final Set<String> found = new TreeSet<>();
  private String id = "";
  private String code = "";

  private CompiledCode(Set<String> wanted, Sink sink) {
    this.wanted = wanted;
    this.sink = sink;
  }

  /** Receives the compiled code of one node. */
  interface Sink {
    void code(String uniqueId, String code);
  }

  /** From {@code run_results.json}; answers the ids whose code was there. */
  static Set<String> ofResults(Path runResults, Set<String> wanted, Sink sink) {
    CompiledCode reader = new CompiledCode(wanted, sink);
    ArtifactMetadata unused =
        ArtifactReader.read(ArtifactKind.RUN_RESULTS, runResults, reader::resultsSection);
    return reader.found;
  }

  /** From {@code manifest.json}; answers the ids whose code was there. */
  static Set<String> ofManifest(Path manifest, Set<String> wanted, Sink sink) {
    CompiledCode reader = new CompiledCode(wanted, sink);
    ArtifactMetadata unused =
        ArtifactReader.read(ArtifactKind.MANIFEST, manifest, reader::manifestSection);
    return reader.found;
  }

  private void resultsSection(String name, JsonWalk walk) {
    if (name.equals("results")) {
      walk.objects(member -> member(member, walk), this::finish);
    } else {
      walk.skip();
    }
  }

  private void manifestSection(String name, JsonWalk walk) {
    if (!name.equals("nodes")) {
      walk.skip();
      return;
    }
    walk.object(
        node -> {
          if (wanted.contains(node)) {
            walk.object(member -> member(member, walk));
            id = node;
            finish();
          } else {
            walk.skip();
          }
        });
  }

  private void member(String name, JsonWalk walk) {
    switch (name) {
      case "unique_id" -> id = walk.text("");
      case "compiled_code", "compiled_sql" -> code = walk.text("");
      default -> walk.skip();
    }
  }

  private void finish() {
    if (!code.isEmpty() && wanted.contains(id)) {
      found.add(id);
      sink.code(id, code);
    }
    id = "";
    code = "";
  }
}
