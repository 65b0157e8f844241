package dev.lockflight.examples;

import static dev.lockflight.dsl.Lockflight.pullRequest;
import static dev.lockflight.testkit.TestKit.assertThat;
import static dev.lockflight.testkit.TestKit.simulate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockflight.Pipeline;
import dev.lockflight.connector.github.GitHub;
import dev.lockflight.connector.github.GitHubLogin;
import dev.lockflight.connector.github.GitHubSettings;
import dev.lockflight.connector.github.actions.ActionsException;
import dev.lockflight.examples.laptop.LocalGitHub;
import dev.lockflight.examples.laptop.SampleRepository;
import dev.lockflight.run.Run;
import dev.lockflight.run.RunStatus;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One class in a plain main, in a job of GitHub Actions, and in a unit test. */
class ThreeWaysTest {
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(log, true, StandardCharsets.UTF_8);

  @TempDir Path directory;
  private GitHub nowhere;

  @BeforeEach
  void open() {
    nowhere = GitHub.open(GitHubSettings.of(GitHubLogin.token("none")));
  }

  @AfterEach
  void close() {
    nowhere.close();
  }

  private Pipeline flow() {
    return GitHubChecks.pipeline(nowhere.repository("acme/warehouse"));
  }

  @Test
  void in_a_plain_main() throws Exception {
    Run run = GitHubChecks.run(out);

    assertThat(run.status()).as(run.toString()).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(said()).contains("POST /check-runs", "POST /issues/1/comments", "POST /statuses/");
  }

  @Test
  void in_a_job_of_github_actions() throws Exception {
    SampleRepository code = SampleRepository.empty(directory.resolve("code"));
    code.branch("laps", "main");
    String commit = code.commit("laps", "Add laps", Map.of("laps.sql", ""));
    try (LocalGitHub server =
        LocalGitHub.serving(code, "acme/warehouse", new PrintStream(new ByteArrayOutputStream()))) {
      long number = server.openPull("Add laps", "alice", "laps", "main");

      Map<String, String> job =
          SimulatedJob.startedBy(
              new SimulatedJob.Pull(number, "laps", "main", commit), directory, server.uri());
      Run run = GitHubChecks.inActions(job, out);

      assertThat(run.status()).as(run.toString()).isEqualTo(RunStatus.SUCCEEDED);
      assertThat(run.release().commit()).isEqualTo(commit);
      assertThat(server.statuses(commit)).containsEntry("lockflight/delivery", "success");
      assertThat(server.comments(number)).singleElement().asString().contains("build on stage");
      assertThat(said().lines())
          .contains("::group::What happened in " + run.id(), "::endgroup::")
          .contains(
              "::notice title=pull-request SUCCEEDED::checked at"
                  + " https://github.com/acme/warehouse/actions/runs/42");
      assertThat(Files.readString(directory.resolve("summary"))).contains("stg_build", "SUCCEEDED");
      assertThat(Files.readString(directory.resolve("output")))
          .containsPattern("run<<end-[-0-9a-f]+\n" + run.id() + "\n")
          .containsPattern("status<<end-[-0-9a-f]+\nSUCCEEDED\n");
    }
  }

  @Test
  void a_job_that_says_too_little_is_told_what_is_missing() throws Exception {
    assertThatThrownBy(() -> GitHubChecks.inActions(Map.of("GITHUB_ACTIONS", "true"), out))
        .isInstanceOf(ActionsException.class)
        .hasMessageContaining("GITHUB_EVENT_NAME is not set");
  }

  @Test
  void in_a_unit_test() {
    assertThat(simulate(flow()).start(pullRequest("main")))
        .succeeded()
        .ranInOrder("stg_build/begin check", "stg_build/build", "stg_build/end check");
  }

  @Test
  void a_build_that_fails_never_ends_its_check_well() {
    var sim = simulate(flow());
    sim.step("stg_build/build").fails("no compiler");

    assertThat(sim.start(pullRequest("main"))).failed();
    assertThat(sim.effects())
        .extracting(effect -> effect.step().item())
        .doesNotContain("end check");
  }

  @Test
  void the_committed_workflow_is_the_one_of_the_pipeline() throws Exception {
    GitHubChecks.workflow(flow()).check(Path.of("workflows/pull-request.yml"));
  }

  private String said() {
    return log.toString(StandardCharsets.UTF_8);
  }
}
