package dev.lockflight.examples.f1;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockflight.Pipeline;
import dev.lockflight.connector.dbt.LocalDbt;
import dev.lockflight.connector.github.GitHub;
import dev.lockflight.connector.github.GitHubLogin;
import dev.lockflight.connector.github.GitHubSettings;
import dev.lockflight.examples.InstalledDbt;
import dev.lockflight.examples.SimulatedJob;
import dev.lockflight.examples.Workplace;
import dev.lockflight.examples.laptop.LocalGitHub;
import dev.lockflight.examples.laptop.Machine;
import dev.lockflight.examples.laptop.SampleRepository;
import dev.lockflight.run.Run;
import dev.lockflight.run.RunStatus;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Flow 1 in a job of GitHub Actions; {@link F1Analytics} is the plain main. */
@Execution(ExecutionMode.CONCURRENT)
class F1InActionsTest {
  private static final String BRANCH = "feature/laps";

  @TempDir Path directory;

  @Test
  void a_job_builds_its_pull_request_and_is_told_what_came_of_it() throws Exception {
    SampleRepository code = SampleRepository.in(directory.resolve("code"), Path.of("dbt"));
    code.branch("dev", "main");
    code.branch(BRANCH, "dev");
    String project = Files.readString(code.tree().resolve("dbt_project.yml"));
    String commit = code.commit(BRANCH, "Improve laps", F1Fault.NONE.files(project));
    Machine machine = new Machine(Path.of(""), InstalledDbt.file(), Path.of(""), System.getenv());
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(log, true, StandardCharsets.UTF_8);
        LocalGitHub server = LocalGitHub.serving(code, "acme/warehouse", silent())) {
      long number = server.openPull("Improve laps", "alice", BRANCH, "dev");
      server.review(number, "rita", "APPROVED");
      SimulatedJob.Pull pull = new SimulatedJob.Pull(number, BRANCH, "dev", commit);
      Map<String, String> job = SimulatedJob.startedBy(pull, directory, server.uri());
      job.put("GITHUB_WORKSPACE", code.origin().toString());

      Run run = F1InActions.run(machine, job, directory.resolve("data"), out);

      assertThat(run.status()).as(run.toString()).isEqualTo(RunStatus.SUCCEEDED);
      assertThat(run.release().commit()).isEqualTo(commit);
      assertThat(server.isMerged(number)).isTrue();
      assertThat(server.statuses(commit)).containsEntry(F1Project.STAGE_STATUS, "success");
      assertThat(log.toString(StandardCharsets.UTF_8))
          .contains("::notice title=f1-analytics-ci SUCCEEDED::checked at ");
      assertThat(Files.readString(directory.resolve("summary")))
          .contains("stage_build", "ready for dev");
      assertThat(Files.readString(directory.resolve("output"))).contains("SUCCEEDED");
    }
  }

  @Test
  void the_committed_workflow_is_the_one_of_the_pipeline() throws Exception {
    try (GitHub github = GitHub.open(GitHubSettings.of(GitHubLogin.token("none")))) {
      Path nowhere = Path.of("nowhere");
      Workplace place = new Workplace(Path.of("dbt"), LocalDbt.executable("dbt"), directory);
      Pipeline ci =
          F1AnalyticsCi.pullRequests(
              new F1Project(place, github.repository("acme/f1"), nowhere, nowhere, Map.of()));
      F1InActions.workflow(ci).check(Path.of("workflows/f1-analytics-ci.yml"));
    }
  }

  private static PrintStream silent() {
    return new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
  }
}
