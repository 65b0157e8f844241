package dev.lockflight.connector.dbt;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@code run_results.json} of schema v4 to v6, of both engines. */
final class RunResultsReader {
  private static final int LONGEST_MESSAGE = 2000;
  private final List<NodeResult> results = new ArrayList<>();
  private String which = "";
  private double elapsed;
  private String id = "";
  private NodeStatus status = NodeStatus.UNKNOWN;
  private String message = "";
  private @Nullable Long failures;
  private double seconds;
  private String relation = "";

  private RunResultsReader() {}

  static RunResults read(Path file) {
    RunResultsReader reader = new RunResultsReader();
    ArtifactMetadata metadata =
        ArtifactReader.read(ArtifactKind.RUN_RESULTS, file, reader::section);
    return new RunResults(metadata, reader.which, reader.results, reader.elapsed);
  }

  private void section(String name, JsonWalk walk) {
    switch (name) {
      case "results" -> walk.objects(member -> result(member, walk), this::finish);
      case "elapsed_time" -> elapsed = walk.number();
      case "args" -> walk.object(member -> argument(member, walk));
      default -> walk.skip();
    }
  }

  private void argument(String name, JsonWalk walk) {
    if (name.equals("which")) {
      which = walk.text("");
    } else {
      walk.skip();
    }
  }

  private void result(String name, JsonWalk walk) {
    switch (name) {
      case "unique_id" -> id = walk.text("");
      case "status" -> status = NodeStatus.of(walk.text(""));
      case "message" -> message = brief(walk.text(""));
      case "failures" -> failures = walk.whole();
      case "execution_time" -> seconds = walk.number();
      case "relation_name" -> relation = walk.text("");
      default -> walk.skip();
    }
  }

  private void finish() {
    results.add(new NodeResult(id, status, message, failures, seconds, relation));
    id = "";
    status = NodeStatus.UNKNOWN;
    message = "";
    failures = null;
    seconds = 0;
    relation = "";
  }

  static String brief(String text) {
    return text.length() <= LONGEST_MESSAGE ? text : text.substring(0, LONGEST_MESSAGE - 1) + "…";
  }
}
