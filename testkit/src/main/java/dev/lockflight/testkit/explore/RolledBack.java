package dev.lockflight.testkit.explore;

import dev.lockflight.Environment;
import dev.lockflight.EnvironmentName;
import dev.lockflight.Phase;
import dev.lockflight.Verdict;
import dev.lockflight.run.RunStatus;
import dev.lockflight.run.StageEvent;
import dev.lockflight.run.StageRun;
import java.util.Optional;

/** A run whose verification in an environment fails begins to bring the environment back. */
public record RolledBack(EnvironmentName environment) implements Invariant {
  public static RolledBack everyFailedVerificationIn(Environment environment) {
    return new RolledBack(environment.name());
  }

  @Override
  public String name() {
    return "every failed verification in " + environment + " is rolled back";
  }

  @Override
  public Optional<String> violatedBy(Moment moment) {
    return moment.happenings().stream()
        .flatMap(happening -> left(moment, happening).stream())
        .findFirst();
  }

  private Optional<String> left(Moment moment, Happening happening) {
    if (!(happening.entry().event() instanceof StageEvent.StageEnded ended)
        || ended.status() == RunStatus.ABORTED
        || !deploysHere(moment, ended)) {
      return Optional.empty();
    }
    StageRun stage = happening.before().stage(ended.stage());
    return failedGate(stage)
        .filter(gate -> !isRolledBack(stage))
        .map(gate -> ended.stage() + " ends without a rollback although " + gate + " failed");
  }

  private boolean deploysHere(Moment moment, StageEvent.StageEnded ended) {
    return moment
        .pipeline()
        .graph()
        .find(ended.stage())
        .filter(node -> node.stage().deploys())
        .flatMap(node -> node.stage().environment())
        .filter(target -> target.name().equals(environment))
        .isPresent();
  }

  static Optional<String> failedGate(StageRun stage) {
    return stage.gates().entrySet().stream()
        .filter(gate -> gate.getKey().phase() == Phase.VERIFY)
        .filter(gate -> gate.getValue().verdict().status() == Verdict.Status.FAILED)
        .map(gate -> gate.getKey().item())
        .findFirst();
  }

  /** Whether it has begun; whether it succeeded is another question. */
  static boolean isRolledBack(StageRun stage) {
    return stage.steps().keySet().stream().anyMatch(item -> item.phase() == Phase.ROLLBACK);
  }

  @Override
  public String toString() {
    return name();
  }
}
