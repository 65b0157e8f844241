package dev.lockflight.examples.f2;

import dev.lockflight.Secret;
import dev.lockflight.SecretSource;
import dev.lockflight.connector.databricks.Databricks;
import dev.lockflight.connector.databricks.DatabricksAuth;
import dev.lockflight.connector.databricks.DatabricksSettings;
import dev.lockflight.testkit.databricks.LocalWorkspace;
import dev.lockflight.testkit.databricks.TaskOutcome;
import dev.lockflight.testkit.databricks.TaskRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Databricks workspace on this machine with a catalog, a volume and a cluster per environment. A
 * script is executed by a real Python in which the task's wheel was installed. Thread-safe.
 */
final class LocalLake implements AutoCloseable {
  private static final Pattern WHEEL = Pattern.compile("\"whl\"\\s*:\\s*\"([^\"]+)\"");

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final LocalWorkspace workspace = LocalWorkspace.start(threads);
  private final Path python;

  private LocalLake(Path python) {
    this.python = python;
  }

  /**
   * Starts it.
   *
   * @param python the interpreter of its clusters, with pip
   */
  static LocalLake start(Path python) {
    LocalLake lake = new LocalLake(python);
    for (String name : List.of("dev", "trial", "staging", "production")) {
      lake.workspace.files().volume(name, "ops", "releases");
      lake.workspace.clusters().cluster("lake-" + name);
    }
    lake.workspace.jobs().tasks("spark_python_task", lake::run);
    return lake;
  }

  LocalWorkspace workspace() {
    return workspace;
  }

  Databricks open() {
    return Databricks.open(
        DatabricksAuth.token(workspace.host(), Secret.of("databricks-token")),
        DatabricksSettings.usual()
            .secrets(SecretSource.of(Map.of("databricks-token", workspace.tokens().personal()))));
  }

  private TaskOutcome run(TaskRun task) throws IOException, InterruptedException {
    Path work = Files.createTempDirectory("lake-cluster");
    Path site = work.resolve("site");
    Matcher wheels = WHEEL.matcher(task.json());
    while (wheels.find()) {
      Path wheel = copied(wheels.group(1), work);
      Ended installed =
          execute(
              work,
              "-m",
              "pip",
              "install",
              "-q",
              "--no-index",
              "--no-deps",
              "--target",
              site.toString(),
              wheel.toString());
      if (installed.code != 0) {
        return TaskOutcome.failed("pip ended with " + installed.code).logging(installed.said);
      }
    }
    Path script = copied(task.name(), work);
    String[] words = new String[task.arguments().size() + 1];
    words[0] = script.toString();
    for (int i = 1; i < words.length; i++) {
      words[i] = task.arguments().get(i - 1);
    }
    Ended ended = execute(work, words);
    TaskOutcome outcome =
        ended.code == 0
            ? TaskOutcome.succeeded()
            : TaskOutcome.failed("Python ended with " + ended.code);
    return outcome.logging(ended.said);
  }

  private Path copied(String path, Path work) throws IOException {
    Path copy = work.resolve(path.substring(path.lastIndexOf('/') + 1));
    return Files.write(copy, workspace.files().bytes(path));
  }

  private record Ended(int code, String said) {}

  private Ended execute(Path work, String... words) throws IOException, InterruptedException {
    List<String> command = new java.util.ArrayList<>(List.of(python.toString()));
    command.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.directory(work.toFile());
    builder.environment().put("PYTHONPATH", work.resolve("site").toString());
    Process process = builder.start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), said);
  }

  @Override
  public void close() {
    workspace.close();
    List<Runnable> unused = threads.shutdownNow();
  }
}
