package dev.lockflight;

import java.util.List;
import java.util.Optional;

/**
 * Opens when the run's release can be gone back to in an environment: it was verified there, is not
 * what stands verified there now, nobody vetoed it, and it was not itself taken back. A run that a
 * failure started goes back only while nothing else was verified since. By the ledger alone.
 */
record RollbackRequestGate(EnvironmentName environment) implements Gate {
  /** Whether a stage with these gates rolls the environment back. */
  static boolean isAmong(List<Gate> gates, EnvironmentName environment) {
    return gates.contains(new RollbackRequestGate(environment));
  }

  @Override
  public GateName name() {
    return GateName.of("rollback requested of " + environment);
  }

  @Override
  public Kind kind() {
    return Kind.PURE;
  }

  @Override
  public Verdict evaluate(GateContext context) {
    Ledger ledger = context.ledger();
    String commit = context.release().commit();
    Optional<Order.Veto> veto = ledger.orders().veto(environment, commit);
    if (veto.isPresent()) {
      return refused(commit, "is vetoed: " + veto.get());
    }
    List<Deployment> present = ReturnPath.others(ledger, environment, context.run());
    if (present.isEmpty()) {
      return Verdict.failed("nothing is deployed in " + environment + " that could be undone");
    }
    Deployment last = present.get(0);
    boolean isGood = last.state() == Deployment.State.VERIFIED;
    if (isGood && last.release().commit().equals(commit)) {
      return refused(commit, "is what is in " + environment + " now");
    }
    if (isGood && context.cause().kind() == Cause.Kind.FAILURE) {
      return refused(commit, "is not needed: " + last.release() + " was verified meanwhile");
    }
    Optional<ReturnPath> path = ReturnPath.to(commit, present);
    if (path.isEmpty()) {
      return refused(commit, why(ledger, commit));
    }
    Deployment target = path.get().target();
    return Verdict.passed(
        "back to " + target.release() + ", verified at " + target.at() + " by " + target.run(),
        Evidence.of(
            "deployments to be undone",
            path.get().undone().stream().map(each -> each.release() + " " + each.run()).toList(),
            "at least one",
            "ledger"));
  }

  private Verdict refused(String commit, String why) {
    return Verdict.failed(
        "release " + commit + " " + why,
        Evidence.of("release", commit, "one verified in " + environment + " before", "ledger"));
  }

  private String why(Ledger ledger, String commit) {
    boolean wasVerified =
        ledger.history(environment).stream()
            .anyMatch(
                line ->
                    line.state() == Deployment.State.VERIFIED
                        && line.release().commit().equals(commit));
    return wasVerified
        ? "was taken back in " + environment + "; a rollback is never rolled back, promote it"
        : "was never verified in " + environment;
  }
}
