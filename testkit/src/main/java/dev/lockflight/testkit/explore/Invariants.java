package dev.lockflight.testkit.explore;

import dev.lockflight.ApprovalRule;
import dev.lockflight.Decision;
import dev.lockflight.Deployment;
import dev.lockflight.Environment;
import dev.lockflight.EnvironmentName;
import dev.lockflight.Gate;
import dev.lockflight.ItemPath;
import dev.lockflight.Phase;
import dev.lockflight.StageName;
import dev.lockflight.StageNode;
import dev.lockflight.Verdict;
import dev.lockflight.run.ApprovalRun;
import dev.lockflight.run.GateRun;
import dev.lockflight.run.ItemKey;
import dev.lockflight.run.JournalEntry;
import dev.lockflight.run.Run;
import dev.lockflight.run.RunEvent;
import dev.lockflight.run.RunStatus;
import dev.lockflight.run.StageEvent;
import dev.lockflight.run.StageRun;
import dev.lockflight.run.StepEvent;
import dev.lockflight.run.StepRun;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What must hold in every flow, whatever it is for. Stateless. */
final class Invariants {
  /** One event is enough to see whether it holds. */
  private record OfEvents(String name, Function<Seen, Optional<String>> rule) implements Invariant {
    @Override
    public Optional<String> violatedBy(Moment moment) {
      return moment.happenings().stream()
          .flatMap(happening -> rule.apply(new Seen(moment, happening)).stream())
          .findFirst();
    }
  }

  /** The present state is enough to see whether it holds. */
  private record OfStates(String name, Function<Moment, Optional<String>> rule)
      implements Invariant {
    @Override
    public Optional<String> violatedBy(Moment moment) {
      return rule.apply(moment);
    }
  }

  /** An event that happened. */
  record Seen(Moment moment, Happening happening) {
    RunEvent event() {
      return happening.entry().event();
    }

    Optional<Deployment> deployment() {
      return event() instanceof RunEvent.DeploymentRecorded recorded
          ? Optional.of(recorded.deployment())
          : Optional.empty();
    }

    Optional<StageNode> node(StageName stage) {
      return moment.pipeline().graph().find(stage);
    }
  }

  private Invariants() {}

  static List<Invariant> builtIn() {
    return List.of(
        new OfEvents("nothing is deployed before its entry gates passed", Invariants::entry),
        new OfEvents("nothing is deployed on approvals of something else", Invariants::approvals),
        new OfEvents("a vetoed release enters no environment", Invariants::vetoed),
        new OfEvents("a step is not started again after it succeeded", Invariants::repeated),
        new OfStates("an attempt has its effect once", Invariants::effects),
        new OfEvents("a failed verification is rolled back where declared", Invariants::rollback),
        new OfEvents("nothing is written after the end", Invariants::afterEnd),
        new OfStates("an environment is held by one", Invariants::locks),
        new OfStates("every run ends or waits for somebody", Invariants::ends));
  }

  // Entering an environment.

  /** The stage that begins to deploy with this event, when it does. */
  static Optional<StageNode> deploying(Seen seen) {
    return seen.event() instanceof RunEvent.DeploymentRecorded recorded
            && recorded.deployment().state() == Deployment.State.DEPLOYING
        ? seen.node(recorded.deployment().stage())
        : Optional.empty();
  }

  /** The cells of a matrix write their lines under the stage's name. */
  private static List<StageRun> entering(Seen seen, StageNode node) {
    return seen.happening().before().stages().values().stream()
        .filter(stage -> stage.name().withoutCell().equals(node.name()))
        .filter(stage -> stage.isActive() && stage.phase() == Phase.REQUIRE)
        .toList();
  }

  private static Optional<String> entry(Seen seen) {
    return deploying(seen)
        .flatMap(
            node ->
                entering(seen, node).stream().flatMap(s -> closed(node, s).stream()).findFirst());
  }

  private static Optional<String> closed(StageNode node, StageRun stage) {
    for (Gate gate : node.stage().gates(Phase.REQUIRE)) {
      ItemPath path = new ItemPath(stage.name(), Phase.REQUIRE, gate.name().value());
      Optional<Verdict> verdict = stage.gate(ItemKey.of(path)).map(GateRun::verdict);
      if (verdict.isEmpty() || !verdict.get().opens()) {
        return Optional.of(
            stage.name()
                + " deploys although gate "
                + gate.name()
                + " "
                + verdict.map(Verdict::toString).orElse("was never asked"));
      }
    }
    return Optional.empty();
  }

  private static Optional<String> approvals(Seen seen) {
    return deploying(seen)
        .flatMap(
            node ->
                entering(seen, node).stream()
                    .flatMap(stage -> unapproved(seen, node, stage).stream())
                    .findFirst());
  }

  private static Optional<String> unapproved(Seen seen, StageNode node, StageRun stage) {
    for (Gate gate : node.stage().gates(Phase.REQUIRE)) {
      if (gate instanceof ApprovalRule rule) {
        Optional<ApprovalRun> approval = stage.approval(rule.name());
        long valid = approval.map(asked -> valid(asked)).orElse(0L);
        if (valid < rule.quorum()) {
          return Optional.of(
              stage.name() + " deploys with " + valid + " valid approvals of " + rule.name());
        }
        Optional<String> stale = approval.flatMap(asked -> stale(seen, node, asked));
        if (stale.isPresent()) {
          return stale;
        }
      }
    }
    return Optional.empty();
  }

  private static long valid(ApprovalRun asked) {
    return asked.isVoid()
        ? 0
        : asked.decisions().stream()
            .filter(decision -> decision.answer() == Decision.Answer.APPROVE)
            .filter(decision -> decision.seen().equals(asked.request().seen()))
            .map(decision -> decision.by().name())
            .distinct()
            .count();
  }

  /** Nobody can give an order and a stage enter in one and the same moment of a walk. */
  private static Optional<String> vetoed(Seen seen) {
    return deploying(seen).isEmpty()
        ? Optional.empty()
        : seen.deployment()
            .filter(line -> seen.moment().ledger().orders().isVetoed(line))
            .map(line -> line.release() + " enters " + line.environment() + " although vetoed");
  }

  /** Another run changed the environment after it was approved. */
  private static Optional<String> stale(Seen seen, StageNode node, ApprovalRun asked) {
    EnvironmentName environment = node.stage().environment().map(Environment::name).orElseThrow();
    List<JournalEntry> history = seen.moment().past().history();
    for (int i = history.lastIndexOf(seen.happening().entry()) - 1; i >= 0; i--) {
      JournalEntry entry = history.get(i);
      boolean own = entry.run().equals(seen.happening().before().id());
      if (own
          && entry.event() instanceof StageEvent.ApprovalRequested asking
          && asking.request().equals(asked.request())) {
        return Optional.empty();
      }
      if (!own
          && entry.event() instanceof RunEvent.DeploymentRecorded other
          && other.deployment().environment().equals(environment)) {
        return Optional.of(
            node.name() + " deploys on an approval from before: " + other.deployment());
      }
    }
    return Optional.empty();
  }

  // Steps.

  private static Optional<String> repeated(Seen seen) {
    if (!(seen.event() instanceof StepEvent.StepStarted started)) {
      return Optional.empty();
    }
    ItemPath path = started.step();
    return seen.happening()
        .before()
        .stage(path.stage())
        .step(ItemKey.of(path))
        .filter(step -> step.state() == StepRun.State.SUCCEEDED)
        .map(step -> path + " is started again after it succeeded");
  }

  private static Optional<String> effects(Moment moment) {
    for (var submission : moment.effects().submissions().entrySet()) {
      if (submission.getValue().size() > 1) {
        return Optional.of(submission.getKey() + " was submitted with several keys");
      }
    }
    for (var execution : moment.effects().executions().entrySet()) {
      if (execution.getValue() > 1) {
        return Optional.of(
            execution.getKey() + ", at most once, was executed " + execution.getValue() + " times");
      }
    }
    return Optional.empty();
  }

  // Ends.

  private static Optional<String> rollback(Seen seen) {
    if (!(seen.event() instanceof StageEvent.StageEnded ended)) {
      return Optional.empty();
    }
    StageRun stage = seen.happening().before().stage(ended.stage());
    boolean declared =
        seen.node(ended.stage()).flatMap(node -> node.stage().rollback()).isPresent();
    return declared && !RolledBack.isRolledBack(stage) && ended.status() != RunStatus.ABORTED
        ? RolledBack.failedGate(stage)
            .map(gate -> ended.stage() + " ends without a rollback although " + gate + " failed")
        : Optional.empty();
  }

  private static Optional<String> afterEnd(Seen seen) {
    Run before = seen.happening().before();
    if (before.isEnded()) {
      return Optional.of(
          before.id() + " has ended " + before.status() + ", and then: " + seen.event().describe());
    }
    return seen.event() instanceof StageEvent event && before.stage(event.stage()).status().isEnd()
        ? Optional.of(event.stage() + " has ended, and then: " + event.describe())
        : Optional.empty();
  }

  private static Optional<String> ends(Moment moment) {
    return moment.isOver()
        ? moment.runs().stream()
            .filter(run -> !run.isEnded())
            .findFirst()
            .map(run -> run.id() + " is " + run.status() + " and nothing can happen any more")
        : Optional.empty();
  }

  private static Optional<String> locks(Moment moment) {
    Map<EnvironmentName, String> holders = new HashMap<>();
    for (Run run : moment.runs()) {
      for (StageRun stage : run.stages().values()) {
        if (stage.lock().isPresent() && stage.lock().get().held()) {
          String holder = run.id() + "/" + stage.name();
          EnvironmentName environment = stage.lock().get().environment();
          String other = holders.putIfAbsent(environment, holder);
          if (other != null) {
            return Optional.of(environment + " is held by " + other + " and by " + holder);
          }
        }
      }
    }
    return Optional.empty();
  }
}
