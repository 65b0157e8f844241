package dev.lockflight.examples;

import static dev.lockflight.dsl.Lockflight.call;
import static dev.lockflight.dsl.Lockflight.on;
import static dev.lockflight.dsl.Lockflight.pullRequest;
import static dev.lockflight.dsl.Lockflight.stage;

import dev.lockflight.Cause;
import dev.lockflight.Output;
import dev.lockflight.Pipeline;
import dev.lockflight.Principal;
import dev.lockflight.Release;
import dev.lockflight.connector.github.CheckState;
import dev.lockflight.connector.github.CommitStatus;
import dev.lockflight.connector.github.GitHub;
import dev.lockflight.connector.github.PullRequestReport;
import dev.lockflight.connector.github.Repository;
import dev.lockflight.connector.github.actions.WorkflowFile;
import dev.lockflight.dsl.Lockflight;
import dev.lockflight.engine.Engine;
import dev.lockflight.engine.StartRequest;
import dev.lockflight.examples.laptop.ActionsMain;
import dev.lockflight.examples.laptop.LocalGitHub;
import dev.lockflight.examples.laptop.SampleRepository;
import dev.lockflight.run.Run;
import dev.lockflight.run.RunStatus;
import dev.lockflight.store.InMemoryRunStore;
import java.io.PrintStream;
import java.nio.file.Files;
import java.util.Map;

/** A pull request's build: a check run, a status and one comment on GitHub tell how it went. */
public final class GitHubChecks {
  private static final Output<Build> BUILT = Output.of("built", Build.class);

  private GitHubChecks() {}

  /** What the build leaves; a real one would be a dbt result. */
  record Build(int success, int errors) {}

  static Pipeline pipeline(Repository warehouse) {
    return Lockflight.pipeline(
        "pull-request",
        on(pullRequest("main")),
        stage("stg_build")
            .run(
                warehouse
                    .checks()
                    .report("lockflight/stage", CheckState.IN_PROGRESS)
                    .named("begin check"))
            .run(call("build", context -> new Build(12, 0)).into(BUILT))
            .run(warehouse.onPullRequest().report(BUILT, GitHubChecks::report))
            .run(
                warehouse
                    .checks()
                    .report("lockflight/stage", CheckState.SUCCESS)
                    .named("end check"))
            .run(warehouse.statuses().report(CommitStatus.success("lockflight/delivery"))));
  }

  static PullRequestReport report(Build build) {
    return PullRequestReport.of("build on stage")
        .counting("success", build.success())
        .counting("error", build.errors());
  }

  /**
   * In a job of GitHub Actions it builds the pull request that started the job, and its exit code
   * is the job's; elsewhere one on a GitHub of this machine.
   */
  public static void main(String[] args) throws Exception {
    Map<String, String> environment = System.getenv();
    if ("true".equals(environment.get("GITHUB_ACTIONS"))) {
      Run run = inActions(environment, System.out);
      System.exit(run.status() == RunStatus.SUCCEEDED ? 0 : 1);
    }
    System.out.println(run(System.out));
  }

  /** The workflow that calls it; a test keeps the committed file current. */
  static WorkflowFile workflow(Pipeline pipeline) {
    return WorkflowFile.running(pipeline, "examples/flow.py checks")
        .permission("checks", "write")
        .permission("pull-requests", "write")
        .permission("statuses", "write");
  }

  static Run inActions(Map<String, String> environment, PrintStream out) throws Exception {
    return ActionsMain.run(environment, out, GitHubChecks::pipeline);
  }

  static Run run(PrintStream out) throws Exception {
    SampleRepository code = SampleRepository.empty(Files.createTempDirectory("checks"));
    code.branch("laps", "main");
    String commit = code.commit("laps", "Add laps", Map.of("laps.sql", ""));
    try (LocalGitHub server = LocalGitHub.serving(code, "acme/warehouse", out);
        GitHub github = server.client();
        Engine engine =
            Engine.on(new InMemoryRunStore()).open(pipeline(github.repository("acme/warehouse")))) {
      long number = server.openPull("Add laps", "alice", "laps", "main");
      Cause cause = Cause.pullRequest("laps", "main", Principal.of("alice"));
      out.println("pull request " + number + " at " + commit);
      return engine
          .ended(engine.start(StartRequest.of("pull-request", cause, Release.of(commit))))
          .get();
    }
  }
}
