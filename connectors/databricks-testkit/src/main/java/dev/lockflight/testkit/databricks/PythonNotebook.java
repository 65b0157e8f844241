package dev.lockflight.testkit.databricks;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * Executes notebooks in Databricks' source format with this machine's Python. Widgets are the
 * task's parameters, {@code dbutils.notebook.exit} ends it with a value, and an exception is a task
 * that failed. Immutable and thread-safe.
 *
 * <p>A parameter that is a path below {@code /Volumes} names a directory of this machine meanwhile:
 * what the volume has there is in it when the notebook begins, and what the notebook leaves there
 * is in the volume when it ends, also when it fails. Nothing else of the machine is hidden from it.
 *
 * <pre>{@code
 * PythonNotebook python = PythonNotebook.by("python3", workspace.files());
 * workspace.jobs().notebook("ops/run_dbt", task -> python.run(checkout.resolve("run_dbt.py"), task));
 * }</pre>
 */
public final class PythonNotebook {
  private static final int SHOWN = 100_000;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final String python;
  private final LocalFiles volumes;
  private final Map<String, String> environment;
  private final List<Path> programs;

  private PythonNotebook(
      String python, LocalFiles volumes, Map<String, String> environment, List<Path> programs) {
    this.python = python;
    this.volumes = volumes;
    this.environment = environment;
    this.programs = programs;
  }

  /** By this interpreter, a name on the PATH or a file. */
  public static PythonNotebook by(String python, LocalFiles volumes) {
    return new PythonNotebook(python, volumes, Map.of(), List.of());
  }

  /** A variable it finds, beside those of this process. */
  public PythonNotebook environment(String name, String value) {
    Map<String, String> more = new HashMap<>(environment);
    more.put(name, value);
    return new PythonNotebook(python, volumes, Map.copyOf(more), programs);
  }

  /** Its PATH begins with this directory. */
  public PythonNotebook programsFrom(Path directory) {
    return new PythonNotebook(python, volumes, environment, List.of(directory));
  }

  /**
   * Executes the file, in its own directory; interrupted, it ends the process and what that began.
   */
  public TaskOutcome run(Path notebook, TaskRun task) throws IOException, InterruptedException {
    Path work = Files.createTempDirectory("notebook");
    try (MountedVolumes mounted = MountedVolumes.in(work.resolve("root"), volumes)) {
      Map<String, String> widgets = new HashMap<>();
      for (Map.Entry<String, String> parameter : task.parameters().entrySet()) {
        widgets.put(parameter.getKey(), mounted.here(parameter.getValue()));
      }
      Path values =
          Files.writeString(work.resolve("widgets.json"), JSON.writeValueAsString(widgets));
      Path exit = work.resolve("exit");
      int code =
          execute(List.of(notebook.toString(), values.toString(), exit.toString()), notebook, work);
      String said = mounted.there(text(work.resolve("output")));
      String logs = said.substring(Math.max(0, said.length() - SHOWN));
      String error = mounted.there(text(work.resolve("exit.error")));
      return code == 0
          ? TaskOutcome.succeeded(mounted.there(text(exit))).logging(logs)
          : TaskOutcome.failed(error.isEmpty() ? "Python ended with " + code : error).logging(logs);
    } finally {
      MountedVolumes.delete(work);
    }
  }

  private static String text(Path file) throws IOException {
    return Files.exists(file) ? Files.readString(file) : "";
  }

  private int execute(List<String> arguments, Path notebook, Path work)
      throws IOException, InterruptedException {
    Path prelude = work.resolve("prelude.py");
    try (InputStream text = PythonNotebook.class.getResourceAsStream("notebook.py")) {
      if (text == null) {
        throw new IOException("notebook.py is missing in this jar");
      }
      Path unused = Files.write(prelude, text.readAllBytes());
    }
    List<String> command = new java.util.ArrayList<>(List.of(python, prelude.toString()));
    command.addAll(arguments);
    File output = work.resolve("output").toFile();
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectInput(new File("/dev/null"))
            .redirectOutput(output)
            .directory(notebook.toAbsolutePath().resolveSibling(".").toFile());
    builder.environment().putAll(environment);
    for (Path directory : programs) {
      String path = builder.environment().getOrDefault("PATH", "");
      var unused = builder.environment().put("PATH", directory + File.pathSeparator + path);
    }
    return waitFor(builder.start());
  }

  private static int waitFor(Process process) throws InterruptedException {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      var unused = process.destroyForcibly().onExit().join();
      throw e;
    }
  }

  @Override
  public String toString() {
    return "notebooks by " + python;
  }
}
