package dev.lockflight.connector.github;

import dev.lockflight.Evidence;
import dev.lockflight.Gate;
import dev.lockflight.GateContext;
import dev.lockflight.GateName;
import dev.lockflight.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An environment of GitHub is guarded by required reviewers, and by what else is demanded. FAILED
 * when it is not, and when there is no such environment: a workflow that names it would create it
 * without any rule. Immutable.
 */
public final class EnvironmentProtected implements Gate {
  private final RepositoryCalls calls;
  private final String environment;
  private final EnvironmentRules wanted;

  EnvironmentProtected(RepositoryCalls calls, String environment, EnvironmentRules wanted) {
    this.calls = calls;
    this.environment = environment;
    this.wanted = wanted;
  }

  /** And who started the job cannot approve it. */
  public EnvironmentProtected notByWhoStarted() {
    return new EnvironmentProtected(calls, environment, wanted.notByWhoStarted());
  }

  /** And waits at least so long. */
  public EnvironmentProtected waiting(Duration atLeast) {
    return new EnvironmentProtected(calls, environment, wanted.waiting(atLeast));
  }

  /** And only these branches may deploy. */
  public EnvironmentProtected from(EnvironmentRules.Branches branches) {
    return new EnvironmentProtected(calls, environment, wanted.from(branches));
  }

  @Override
  public GateName name() {
    return GateName.of("environment " + environment.replace('/', ' ') + " is protected");
  }

  @Override
  public String describe() {
    return "environment "
        + environment
        + " of "
        + calls.name()
        + " has required reviewers"
        + more();
  }

  private String more() {
    return (wanted.preventSelfReview() ? ", not who started" : "")
        + (wanted.delay().isZero() ? "" : ", waits " + wanted.delay())
        + (wanted.branches() == EnvironmentRules.Branches.ANY
            ? ""
            : ", branches " + wanted.branches());
  }

  @Override
  public Verdict evaluate(GateContext context) throws Exception {
    return GitHubGate.of("environment", "environment", unused -> judge()).evaluate(context);
  }

  private Verdict judge() throws InterruptedException {
    Optional<EnvironmentRules> found = new GitHubEnvironments(calls).find(environment);
    if (found.isEmpty()) {
      return Verdict.failed(
          "there is no environment "
              + environment
              + " in "
              + calls.name()
              + "; create it with its rules");
    }
    EnvironmentRules rules = found.get();
    List<String> missing = new ArrayList<>();
    if (rules.reviewers().isEmpty()) {
      missing.add("required reviewers");
    }
    if (wanted.preventSelfReview() && !rules.preventSelfReview()) {
      missing.add("prevent self-review");
    }
    if (rules.delay().compareTo(wanted.delay()) < 0) {
      missing.add("a wait of " + wanted.delay());
    }
    if (wanted.branches() != EnvironmentRules.Branches.ANY
        && rules.branches() != wanted.branches()) {
      missing.add("deployment branches " + wanted.branches());
    }
    Evidence seen =
        Evidence.of("rules of " + environment, rules, describe(), calls.name().toString());
    return missing.isEmpty()
        ? Verdict.passed("environment " + environment + " is protected", seen)
        : Verdict.failed(
            "environment " + environment + " lacks " + String.join(", ", missing), seen);
  }
}
