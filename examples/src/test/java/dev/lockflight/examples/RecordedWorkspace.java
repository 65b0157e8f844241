package dev.lockflight.examples;

import dev.lockflight.testkit.databricks.SqlAnswer;
import dev.lockflight.testkit.databricks.SqlEngine;
import dev.lockflight.testkit.databricks.SqlQuestion;
import dev.lockflight.testkit.databricks.TaskHandler;
import dev.lockflight.testkit.databricks.TaskOutcome;
import dev.lockflight.testkit.databricks.TaskRun;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a real dbt left and a real database answered, to be played again in other workspaces. A run
 * of the same id asks for the same directories with the same stamps, and asks the same questions
 * between the same notebooks; whatever was not seen before fails. Thread-safe.
 */
final class RecordedWorkspace {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private final Map<String, Left> byDirectory = new ConcurrentHashMap<>();
  private final Map<Asked, SqlEngine> answers = new ConcurrentHashMap<>();
  private final List<TaskRun> tasks = new CopyOnWriteArrayList<>();

  private record Left(TaskOutcome outcome, Map<String, byte[]> files) {}

  /** The same question has another answer after the next notebook. */
  private record Asked(SqlQuestion question, int notebooksBefore) {}

  /** Lets it work for real, and remembers all of it. */
  void record(LocalDatabricks local, TaskHandler dbt) {
    AtomicInteger ended = new AtomicInteger();
    local.notebook(
        task -> {
          TaskOutcome outcome = dbt.run(task);
          byDirectory.put(directory(task), new Left(outcome, files(local, directory(task))));
          tasks.add(task);
          var unused = ended.incrementAndGet();
          return outcome;
        });
    local.sql(question -> answered(local.catalogs(), question, new Asked(question, ended.get())));
  }

  private SqlAnswer answered(SqlEngine database, SqlQuestion question, Asked asked)
      throws SQLException {
    try {
      SqlAnswer answer = database.execute(question);
      answers.put(asked, same -> answer);
      return answer;
    } catch (SQLException e) {
      answers.put(
          asked,
          same -> {
            throw e;
          });
      throw e;
    }
  }

  private static Map<String, byte[]> files(LocalDatabricks local, String directory) {
    Map<String, byte[]> files = new TreeMap<>();
    for (String path : local.workspace().files().paths()) {
      if (path.startsWith(directory + "/") && !path.startsWith(directory + "/state/")) {
        files.put(path, shortened(path, local.workspace().files().bytes(path)));
      }
    }
    return files;
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

  /** Lets another workspace leave the same files and answer the same. */
  void playIn(LocalDatabricks local) {
    AtomicInteger ended = new AtomicInteger();
    local.notebook(
        task -> {
          Left left = byDirectory.get(directory(task));
          if (left == null) {
            return TaskOutcome.failed("never seen: " + directory(task));
          }
          left.files().forEach(local.workspace().files()::write);
          var unused = ended.incrementAndGet();
          return left.outcome();
        });
    local.sql(question -> answered(new Asked(question, ended.get())));
  }

  private SqlAnswer answered(Asked asked) throws SQLException {
    SqlEngine same = answers.get(asked);
    if (same == null) {
      throw new SQLException("never asked: " + asked);
    }
    return same.execute(asked.question());
  }

  private static String directory(TaskRun task) {
    return task.parameters().getOrDefault("artifacts", "");
  }

  /** Every task that ran for real. */
  List<TaskRun> tasks() {
    return tasks;
  }
}
