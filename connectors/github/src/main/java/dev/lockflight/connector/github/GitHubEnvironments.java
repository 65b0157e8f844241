package dev.lockflight.connector.github;

import dev.lockflight.connector.http.Answer;
import dev.lockflight.connector.http.Request;
import java.util.Map;
import java.util.Optional;

/** GitHub's environments and what guards them. Thread-safe. */
public final class GitHubEnvironments {
  private static final String ENVIRONMENT = "/environments/{environment_name}";

  private final RepositoryCalls calls;

  GitHubEnvironments(RepositoryCalls calls) {
    this.calls = calls;
  }

  /** Its rules; empty when there is no such environment. */
  public Optional<EnvironmentRules> find(String name) throws InterruptedException {
    return calls
        .api()
        .find(calls.get(ENVIRONMENT, name), Permission.ACTIONS_READ)
        .map(EnvironmentRules::read);
  }

  /**
   * Creates the environment, or gives it exactly these rules: those it had and are not among them
   * are removed.
   */
  public void replace(String name, EnvironmentRules rules) throws InterruptedException {
    Request request = calls.put(ENVIRONMENT, name).json(rules.fields());
    Answer unused = calls.api().send(request, Permission.ADMINISTRATION_WRITE);
  }

  /** Creates the environment unless it is there, with whatever rules. */
  public void createIfMissing(String name, EnvironmentRules rules) throws InterruptedException {
    if (find(name).isEmpty()) {
      replace(name, rules);
    }
  }

  /** Branches of this pattern may deploy to it, besides others; its rules must say SELECTED. */
  public void allowBranches(String name, String pattern) throws InterruptedException {
    Request request =
        calls
            .post(ENVIRONMENT + "/deployment-branch-policies", name)
            .json(Map.of("name", pattern))
            .accepting(303)
            .repeatable(); // it answers 303 when the pattern is there
    Answer unused = calls.api().send(request, Permission.ADMINISTRATION_WRITE);
  }
}
