package dev.lockflight.connector.databricks;

import dev.lockflight.testkit.databricks.LocalWorkspace;
import dev.lockflight.testkit.databricks.TaskOutcome;
import dev.lockflight.testkit.databricks.TaskRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/**
 * Executes the shipped notebook with this machine's Python: widgets are a dictionary, the volume is
 * a directory, dbt a script on the PATH.
 */
final class RunDbtNotebook {
  private static final String PRELUDE =
      """
      import json, sys
      class Exit(BaseException): pass
      class Notebook:
          def exit(self, value): print("EXIT " + value); raise Exit()
      class Widgets:
          def __init__(self): self.values = json.load(open(sys.argv[1]))
          def text(self, name, default): self.values.setdefault(name, default)
          def get(self, name): return self.values[name]
      class Utils: notebook = Notebook(); widgets = Widgets()
      dbutils = Utils()
      """;
  private final Path directory;
  private final LocalWorkspace workspace;

  RunDbtNotebook(Path directory, LocalWorkspace workspace) {
    this.directory = directory;
    this.workspace = workspace;
  }

  TaskOutcome run(TaskRun task) throws Exception {
    Path volume = Files.createDirectories(directory.resolve("volume"));
    String remote = task.parameters().getOrDefault("artifacts", "");
    String local = volume + remote;
    Path script = directory.resolve("notebook.py");
    String body = PRELUDE + "try:\n" + indented(NotebookDbt.template()) + "\nexcept Exit: pass\n";
    Path written = Files.writeString(script, body);
    Map<String, String> widgets = new java.util.TreeMap<>(task.parameters());
    widgets.put("artifacts", local);
    Path values =
        Files.writeString(
            directory.resolve("widgets.json"),
            JsonMapper.builder().build().writeValueAsString(widgets));
    ProcessBuilder python =
        new ProcessBuilder("python3", written.toString(), values.toString())
            .redirectErrorStream(true)
            .directory(directory.toFile());
    python.environment().put("PATH", directory + ":" + python.environment().get("PATH"));
    Process process = python.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int code = process.waitFor();
    publish(Path.of(local), local, remote);
    return code == 0
        ? TaskOutcome.succeeded(
            said.substring(said.indexOf("EXIT ") + 5).strip().replace(local, remote))
        : TaskOutcome.failed(said);
  }

  private static String indented(String text) {
    StringBuilder all = new StringBuilder();
    text.lines().forEach(line -> all.append("    ").append(line).append('\n'));
    return all.toString();
  }

  private void publish(Path from, String local, String remote) throws IOException {
    List<Path> files;
    try (Stream<Path> found = Files.exists(from) ? Files.walk(from) : Stream.empty()) {
      files = found.filter(Files::isRegularFile).toList();
    }
    for (Path file : files) {
      String text = Files.readString(file).replace(local, remote);
      workspace.files().write(remote + "/" + from.relativize(file), text);
    }
  }
}
