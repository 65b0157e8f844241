package dev.lockflight.connector.github;

import dev.lockflight.Call;
import dev.lockflight.Output;
import dev.lockflight.connector.http.Answer;
import dev.lockflight.connector.http.Request;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Deployments as GitHub shows them. Unlike GitHub's own defaults, creating one merges nothing into
 * the commit. Thread-safe.
 */
public final class GitHubDeployments {
  /** In the payload, by which the same run finds its deployment again. */
  private static final String KEY = "lockflight";

  private final RepositoryCalls calls;
  private final List<String> contexts;

  GitHubDeployments(RepositoryCalls calls, List<String> contexts) {
    this.calls = calls;
    this.contexts = contexts;
  }

  /** GitHub refuses to create one before these statuses of the commit are success. */
  public GitHubDeployments requiring(String... statuses) {
    return new GitHubDeployments(calls, List.of(statuses));
  }

  /**
   * Creates a deployment, or finds the one with this key.
   *
   * @param key unique per run, for example the run's id
   * @throws GitHubException CONFLICT when a required status is not success
   */
  public GitHubDeployment create(String environment, String sha, String key)
      throws InterruptedException {
    Optional<GitHubDeployment> existing = find(environment, sha, key);
    if (existing.isPresent()) {
      return existing.get();
    }
    Request request =
        calls
            .post("/deployments")
            .json(
                Fields.of("ref", sha)
                    .and("environment", environment)
                    .and("auto_merge", false)
                    .and("required_contexts", contexts)
                    .and("payload", Map.of(KEY, key))
                    .and("description", "Lockflight run " + key)
                    .map());
    Answer answer = calls.api().send(request, Permission.DEPLOYMENTS_WRITE);
    if (answer.status() != 201) {
      throw GitHubException.of(
          GitHubException.Kind.CONFLICT,
          "no deployment of "
              + sha
              + " to "
              + environment
              + " was created: "
              + Read.text(answer.json().at("message")));
    }
    return GitHubDeployment.read(answer.json());
  }

  private Optional<GitHubDeployment> find(String environment, String sha, String key)
      throws InterruptedException {
    Request request = calls.get("/deployments").query("sha", sha).query("environment", environment);
    return calls
        .api()
        .first(
            request,
            "",
            json ->
                json.at("payload", KEY).optionalText().filter(key::equals).isPresent()
                    ? Optional.of(GitHubDeployment.read(json))
                    : Optional.empty(),
            Permission.DEPLOYMENTS_READ);
  }

  /** The deployments to an environment, newest first. */
  public List<GitHubDeployment> list(String environment) throws InterruptedException {
    Request request = calls.get("/deployments").query("environment", environment);
    return calls.api().all(request, "", GitHubDeployment::read, Permission.DEPLOYMENTS_READ);
  }

  /** Adds news; success makes earlier deployments of the environment inactive. */
  public void update(long deployment, DeploymentUpdate update) throws InterruptedException {
    Request request =
        calls
            .post("/deployments/{deployment_id}/statuses", deployment)
            .json(update.fields())
            .repeatable(); // the newest counts
    Answer unused = calls.api().send(request, Permission.DEPLOYMENTS_WRITE);
  }

  /** The newest state; empty when it has none yet. */
  public Optional<DeploymentState> state(long deployment) throws InterruptedException {
    Request request = calls.get("/deployments/{deployment_id}/statuses", deployment);
    return calls
        .api()
        .first(
            request,
            "",
            json ->
                Optional.of(
                    DeploymentState.valueOf(json.at("state").text().toUpperCase(Locale.ROOT))),
            Permission.DEPLOYMENTS_READ);
  }

  /** A step that shows the release as being deployed to an environment of GitHub. */
  public Call<GitHubDeployment> begin(String environment) {
    return GitHubCall.of(
        "begin deployment " + environment.replace('/', ' '),
        "show a deployment to " + environment + " in " + calls.name(),
        context -> {
          String key = context.run() + " " + context.stage();
          GitHubDeployment made = create(environment, context.release().commit(), key);
          update(made.id(), DeploymentUpdate.of(DeploymentState.IN_PROGRESS));
          return made;
        });
  }

  /** A step that tells how the deployment begun before has ended. */
  public Call<DeploymentState> end(Output<GitHubDeployment> begun, DeploymentUpdate update) {
    return GitHubCall.reading(
        begun,
        "end deployment " + update.state().word(),
        "show the deployment " + begun.name() + " as " + update.state().word(),
        context -> {
          update(context.read(begun).id(), update);
          return update.state();
        });
  }
}
