package dev.lockflight.examples.laptop;

import dev.lockflight.Pipeline;
import dev.lockflight.RunId;
import dev.lockflight.connector.github.GitHub;
import dev.lockflight.connector.github.GitHubLogin;
import dev.lockflight.connector.github.GitHubSettings;
import dev.lockflight.connector.github.Repository;
import dev.lockflight.connector.github.actions.ActionsJob;
import dev.lockflight.engine.Engine;
import dev.lockflight.engine.StartRequest;
import dev.lockflight.report.RunReport;
import dev.lockflight.run.Run;
import dev.lockflight.run.RunStatus;
import dev.lockflight.store.InMemoryRunStore;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.util.Map;
import java.util.function.Function;

/**
 * Runs a flow in a job of GitHub Actions: the job says which commit and who, and is told what came
 * of it by its summary, its outputs, a folded group in its log and a mark.
 */
public final class ActionsMain {
  private ActionsMain() {}

  /**
   * Runs it once, to its end.
   *
   * @param environment of the job, see "Default environment variables" of GitHub Actions
   * @param flow made of the repository that the job belongs to
   */
  public static Run run(
      Map<String, String> environment, PrintStream out, Function<Repository, Pipeline> flow)
      throws Exception {
    ActionsJob job = ActionsJob.of(environment, out);
    URI api = URI.create(environment.getOrDefault("GITHUB_API_URL", "https://api.github.com"));
    GitHubSettings settings = GitHubSettings.at(api, GitHubLogin.fromEnvironment(environment));
    try (GitHub github = GitHub.open(settings)) {
      Pipeline pipeline = flow.apply(github.repository(job.repository()));
      try (Engine engine = Engine.on(new InMemoryRunStore()).open(pipeline)) {
        String name = pipeline.name().value();
        RunId id = engine.start(StartRequest.of(name, job.cause(), job.release()));
        Run run = engine.ended(id).get();
        tell(job, RunReport.of(pipeline, run, engine.journal(id)), run, out);
        return run;
      }
    }
  }

  private static void tell(ActionsJob job, RunReport report, Run run, PrintStream out)
      throws IOException {
    ActionsJob.Group folded = job.group("What happened in " + run.id());
    out.println(report.outline());
    folded.close();
    job.summary(report.markdown());
    job.output("run", run.id().value());
    job.output("status", run.status().name());
    boolean good = run.status() == RunStatus.SUCCEEDED;
    job.annotate(
        good ? ActionsJob.Level.NOTICE : ActionsJob.Level.ERROR,
        run.pipeline() + " " + run.status(),
        good ? "checked at " + job.link() : run.reason());
  }
}
