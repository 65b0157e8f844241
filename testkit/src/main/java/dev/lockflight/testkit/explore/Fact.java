package dev.lockflight.testkit.explore;

import dev.lockflight.Decision;
import dev.lockflight.Deployment;
import dev.lockflight.Environment;
import dev.lockflight.EnvironmentName;
import dev.lockflight.GateName;
import dev.lockflight.RunId;
import dev.lockflight.run.GateRun;
import dev.lockflight.run.JournalEntry;
import dev.lockflight.run.Run;
import dev.lockflight.run.RunEvent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;

/**
 * Something that may have happened to a release before it enters an environment.
 *
 * @param holds of what came before, for a run that enters now
 */
public record Fact(String name, BiPredicate<Moment, Happening> holds) {
  /** The release was verified in the environment, by this run or another one, and is not undone. */
  public static Fact verified(Environment environment) {
    return verified(environment.name());
  }

  public static Fact verified(EnvironmentName environment) {
    return new Fact(
        "verified in " + environment,
        (moment, entering) -> isVerified(environment, commit(entering), before(moment, entering)));
  }

  private static boolean isVerified(
      EnvironmentName environment, String commit, List<Deployment> lines) {
    Set<RunId> verified = new HashSet<>();
    for (Deployment line : lines) {
      boolean mine =
          line.environment().equals(environment) && line.release().commit().equals(commit);
      if (mine && line.state() == Deployment.State.VERIFIED) {
        verified.add(line.run());
      } else if (mine && line.state() == Deployment.State.ROLLED_BACK) {
        verified.remove(line.run());
      }
    }
    return !verified.isEmpty();
  }

  private static String commit(Happening happening) {
    return happening.before().release().commit();
  }

  private static List<Deployment> before(Moment moment, Happening entering) {
    List<Deployment> lines = new ArrayList<>();
    for (JournalEntry entry : moment.past().history()) {
      if (entry.equals(entering.entry())) {
        break;
      }
      if (entry.event() instanceof RunEvent.DeploymentRecorded recorded) {
        lines.add(recorded.deployment());
      }
    }
    return lines;
  }

  /** So many different people of the group have approved in this run, of what still stands. */
  public static Fact approvedBy(String group, int people) {
    return new Fact(
        "approved by " + people + " of " + group,
        (moment, entering) ->
            entering.before().stages().values().stream()
                    .flatMap(stage -> stage.approvals().values().stream())
                    .filter(approval -> !approval.isVoid())
                    .flatMap(approval -> approval.decisions().stream())
                    .filter(decision -> decision.answer() == Decision.Answer.APPROVE)
                    .filter(decision -> decision.by().is(group))
                    .map(decision -> decision.by().name())
                    .distinct()
                    .count()
                >= people);
  }

  /** The gate, wherever it stands, has opened in this run and was closed by nothing since. */
  public static Fact passed(String gate) {
    GateName name = GateName.of(gate);
    return new Fact("passed " + name, (moment, entering) -> opened(entering.before(), name));
  }

  private static boolean opened(Run run, GateName gate) {
    return run.stages().values().stream()
        .flatMap(stage -> stage.gates().entrySet().stream())
        .filter(asked -> asked.getKey().item().equals(gate.value()))
        .map(asked -> asked.getValue())
        .map(GateRun::verdict)
        .anyMatch(verdict -> verdict.opens());
  }

  @Override
  public String toString() {
    return name;
  }
}
