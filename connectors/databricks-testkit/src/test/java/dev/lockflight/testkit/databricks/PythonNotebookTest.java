package dev.lockflight.testkit.databricks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.lockflight.connector.http.Body;
import dev.lockflight.connector.http.JsonTree;
import dev.lockflight.connector.http.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Notebooks that this machine's Python executes. */
final class PythonNotebookTest extends WorkspaceTest {
  private static final String ROOT = "/Volumes/main/ops/artifacts";
  @TempDir private Path directory;

  @BeforeEach
  void python() throws Exception {
    boolean found;
    try {
      found = new ProcessBuilder("python3", "--version").start().waitFor() == 0;
    } catch (IOException e) {
      found = false;
    }
    if (!"true".equals(System.getenv("CI"))) {
      assumeThat(found).as("python3, which executes the notebook").isTrue();
    }
    assertThat(found).isTrue();
    workspace.files().volume("main", "ops", "artifacts");
  }

  /** What became of a notebook with this text. */
  private JsonTree outputOf(String notebook, Map<String, String> parameters) throws Exception {
    Path file = Files.writeString(directory.resolve("n.py"), notebook);
    PythonNotebook python =
        PythonNotebook.by("python3", workspace.files()).environment("PLACE", "here");
    workspace.jobs().notebook("/n", task -> python.run(file, task));
    Map<String, Object> task =
        Map.of(
            "task_key",
            "n",
            "notebook_task",
            Map.of("notebook_path", "/n", "base_parameters", parameters));
    long run =
        client
            .send(
                Request.post("/api/2.2/jobs/runs/submit")
                    .body(Body.json(Map.of("tasks", java.util.List.of(task)))))
            .json()
            .at("run_id")
            .number();
    Instant end = Instant.now().plus(Duration.ofSeconds(30));
    while (Instant.now().isBefore(end)) {
      JsonTree output = get("/api/2.2/jobs/runs/get-output", run);
      if (output.at("metadata", "state", "life_cycle_state").text().equals("TERMINATED")) {
        return output;
      }
    }
    throw new AssertionError("the notebook does not end");
  }

  private JsonTree get(String path, long run) throws InterruptedException {
    return client.send(Request.get(path).query("run_id", run)).json();
  }

  @Test
  void notebook_reads_widgets_and_volumes_and_leaves_files_and_a_value() throws Exception {
    workspace.files().write(ROOT + "/in/a.txt", "seven");
    String notebook =
        """
        # Databricks notebook source
        import os
        dbutils.widgets.text("suffix", "!")
        # COMMAND ----------
        given = open(dbutils.widgets.get("from") + "/a.txt").read()
        os.makedirs(dbutils.widgets.get("to") + "/deep")
        with open(dbutils.widgets.get("to") + "/deep/b.txt", "w") as file:
            file.write(given + os.environ["PLACE"] + dbutils.widgets.get("suffix"))
        dbutils.notebook.exit(dbutils.widgets.get("to"))
        """;

    JsonTree output = outputOf(notebook, Map.of("from", ROOT + "/in", "to", ROOT + "/out"));

    assertThat(output.at("notebook_output", "result").text()).isEqualTo(ROOT + "/out");
    assertThat(workspace.files().read(ROOT + "/out/deep/b.txt")).isEqualTo("sevenhere!");
    assertThat(workspace.files().paths()).hasSize(2);
  }

  @Test
  void exception_fails_the_task_and_what_was_written_before_stays() throws Exception {
    String notebook =
        """
        import os
        os.makedirs(dbutils.widgets.get("to"))
        open(dbutils.widgets.get("to") + "/a.txt", "w").write("a")
        raise RuntimeError("no laps\\ntoday")
        """;

    JsonTree output = outputOf(notebook, Map.of("to", ROOT + "/out"));

    assertThat(output.at("error").text()).isEqualTo("RuntimeError: no laps\ntoday");
    assertThat(workspace.files().paths()).containsExactly(ROOT + "/out/a.txt");
  }
}
