package dev.lockflight.testkit.databricks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

final class ReadmeTest {
  @Test
  void example_of_the_readme_runs() {
    ExecutorService threads = Executors.newCachedThreadPool();
    try (LocalWorkspace workspace = LocalWorkspace.start(threads)) {
      String token = workspace.tokens().personal();
      workspace.files().volume("main", "ops", "artifacts");
      workspace.jobs().notebook("/Shared/run_dbt", task -> TaskOutcome.succeeded("{\"ok\":true}"));
      workspace.faults().add(Fault.answerLost().on("POST", "/api/2.2/jobs/runs/submit"));

      assertThat(token).startsWith("dapi");
      assertThat(workspace.requests()).isEmpty();
    }
    assertThat(threads.shutdownNow()).isEmpty();
  }
}
