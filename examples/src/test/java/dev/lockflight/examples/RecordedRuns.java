package dev.lockflight.examples;

import dev.lockflight.testkit.databricks.TaskHandler;
import dev.lockflight.testkit.databricks.TaskOutcome;
import dev.lockflight.testkit.databricks.TaskRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a real dbt left, run by run: artifacts and databases. Played again it leaves the same, since
 * a run of the same id asks for the same directories with the same stamps. Thread-safe.
 */
final class RecordedRuns {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private final Map<String, Recorded> byDirectory = new ConcurrentHashMap<>();
  private final List<TaskRun> tasks = new CopyOnWriteArrayList<>();

  private record Recorded(
      TaskOutcome outcome, Map<String, byte[]> files, Map<String, byte[]> databases) {}

  TaskHandler recording(TaskHandler real, LocalDatabricks local) {
    return task -> {
      tasks.add(task);
      TaskOutcome outcome = real.run(task);
      String directory = directory(task);
      Map<String, byte[]> files = new TreeMap<>();
      for (String path : local.workspace().files().paths()) {
        if (path.startsWith(directory + "/") && !path.startsWith(directory + "/state/")) {
          files.put(path, shortened(path, local.workspace().files().bytes(path)));
        }
      }
      byDirectory.put(directory, new Recorded(outcome, files, databases(local.warehouse())));
      return outcome;
    };
  }

  /** What no gate reads and everything has to carry. */
  private static byte[] shortened(String path, byte[] bytes) {
    if (path.endsWith("/index.html")) {
      return Arrays.copyOf(bytes, 1000);
    }
    if (path.endsWith("/manifest.json")) {
      ObjectNode manifest = (ObjectNode) JSON.readTree(bytes);
      return JSON.writeValueAsBytes(manifest.set("macros", JSON.createObjectNode()));
    }
    return path.endsWith("/dbt.log") ? ends(bytes) : bytes;
  }

  /** The lines at both ends of a log: which dbt it was, and that it has ended. */
  private static byte[] ends(byte[] log) {
    List<String> lines = new String(log, StandardCharsets.UTF_8).lines().toList();
    int last = Math.max(0, lines.size() - 20);
    return Stream.concat(lines.stream().limit(Math.min(20, last)), lines.stream().skip(last))
        .collect(Collectors.joining("\n", "", "\n"))
        .getBytes(StandardCharsets.UTF_8);
  }

  private static Map<String, byte[]> databases(Path warehouse) throws IOException {
    Map<String, byte[]> all = new TreeMap<>();
    for (String name : List.of("stage.duckdb", "prod.duckdb")) {
      if (Files.exists(warehouse.resolve(name))) {
        all.put(name, Files.readAllBytes(warehouse.resolve(name)));
      }
    }
    return all;
  }

  TaskHandler playing(LocalDatabricks local) {
    return task -> {
      Recorded recorded = byDirectory.get(directory(task));
      if (recorded == null) {
        return TaskOutcome.failed("never seen: " + directory(task));
      }
      recorded.files().forEach(local.workspace().files()::write);
      for (Map.Entry<String, byte[]> database : recorded.databases().entrySet()) {
        Path unused =
            Files.write(local.warehouse().resolve(database.getKey()), database.getValue());
      }
      return recorded.outcome();
    };
  }

  private static String directory(TaskRun task) {
    return task.parameters().getOrDefault("artifacts", "");
  }

  /** Every task that ran for real. */
  List<TaskRun> tasks() {
    return tasks;
  }
}
