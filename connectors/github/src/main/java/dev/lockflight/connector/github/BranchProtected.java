package dev.lockflight.connector.github;

import dev.lockflight.Evidence;
import dev.lockflight.Gate;
import dev.lockflight.GateContext;
import dev.lockflight.GateName;
import dev.lockflight.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A branch is guarded as demanded, by branch protection or rulesets. FAILED when something is
 * missing, also when nothing guards it; ERRORED when the credentials may not see it. Immutable.
 */
public final class BranchProtected implements Gate {
  private final RepositoryCalls calls;
  private final String branch;
  private final Protection wanted;

  BranchProtected(RepositoryCalls calls, String branch, Protection wanted) {
    this.calls = calls;
    this.branch = branch;
    this.wanted = wanted;
  }

  /** And demands so many approving reviews. */
  public BranchProtected reviews(int atLeast) {
    return with(new Protection(atLeast, wanted.checks(), wanted.rules()));
  }

  /** And demands these checks or statuses. */
  public BranchProtected checks(String... names) {
    return with(new Protection(wanted.reviews(), Set.of(names), wanted.rules()));
  }

  /** And has these rules. */
  public BranchProtected rules(Protection.Rule... rules) {
    return with(new Protection(wanted.reviews(), wanted.checks(), Set.of(rules)));
  }

  private BranchProtected with(Protection changed) {
    return new BranchProtected(calls, branch, changed);
  }

  @Override
  public GateName name() {
    return GateName.of("branch " + branch.replace('/', ' ') + " is protected");
  }

  @Override
  public String describe() {
    return "branch " + branch + " of " + calls.name() + " is protected by " + demands();
  }

  private String demands() {
    return wanted.isNone()
        ? "anything"
        : wanted.reviews() + " reviews, checks " + wanted.checks() + ", " + wanted.rules();
  }

  @Override
  public Verdict evaluate(GateContext context) throws Exception {
    return GitHubGate.of("protection", "protection", unused -> judge()).evaluate(context);
  }

  private Verdict judge() throws InterruptedException {
    Protection found = new Branches(calls).protection(branch);
    List<String> missing = new ArrayList<>();
    if (found.isNone()) {
      missing.add("any protection");
    }
    if (found.reviews() < wanted.reviews()) {
      missing.add(wanted.reviews() + " reviews instead of " + found.reviews());
    }
    wanted.checks().stream()
        .filter(check -> !found.checks().contains(check))
        .forEach(check -> missing.add("check " + check));
    wanted.rules().stream()
        .filter(rule -> !found.rules().contains(rule))
        .forEach(rule -> missing.add(rule.toString()));
    Evidence seen =
        Evidence.of("protection of " + branch, found, demands(), calls.name().toString());
    return missing.isEmpty()
        ? Verdict.passed("branch " + branch + " is protected", seen)
        : Verdict.failed(
            "branch "
                + branch
                + " lacks "
                + String.join(", ", missing)
                + "; add it in the settings",
            seen);
  }
}
