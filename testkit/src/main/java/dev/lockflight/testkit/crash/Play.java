package dev.lockflight.testkit.crash;

import dev.lockflight.ApprovalRule;
import dev.lockflight.Cause;
import dev.lockflight.Decision;
import dev.lockflight.ItemPath;
import dev.lockflight.Pipeline;
import dev.lockflight.Principal;
import dev.lockflight.Release;
import dev.lockflight.RunId;
import dev.lockflight.engine.Answer;
import dev.lockflight.engine.StartRequest;
import dev.lockflight.run.ApprovalRun;
import dev.lockflight.run.ItemKey;
import dev.lockflight.run.Run;
import dev.lockflight.run.RunSummary;
import dev.lockflight.run.StageEvent;
import dev.lockflight.run.StageRun;
import dev.lockflight.run.StepEvent;
import dev.lockflight.run.StepRun;
import dev.lockflight.store.RunStore;
import dev.lockflight.testkit.simulation.KillableStore;
import dev.lockflight.testkit.simulation.Simulation;
import dev.lockflight.testkit.simulation.StepEffect;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** One flow, played to its end with at most one kill. */
final class Play {
  /** A flow that has not ended after so many things happened never will. */
  private static final int LONGEST = 1_000;

  private final Pipeline pipeline;
  private final Cause cause;
  private final KillableStore store;
  private final Simulation simulation;
  private final List<String> problems = new ArrayList<>();
  private Set<String> succeeded = Set.of();
  private List<Decision> answered = List.of();
  private int effectsBefore;

  Play(Pipeline pipeline, Cause cause, RunStore store) {
    this.pipeline = pipeline;
    this.cause = cause;
    this.store = new KillableStore(store);
    this.simulation = Simulation.on(this.store, pipeline);
  }

  Played of(Consumer<Simulation> given, int killAfter) {
    given.accept(simulation);
    store.dieAfter(killAfter);
    boolean goesOn = true;
    for (int i = 0; goesOn && i < LONGEST; i++) {
      goesOn = goOn();
    }
    if (goesOn) {
      problems.add("it goes on for ever");
    }
    checkEffects();
    List<Run> runs = runs();
    checkAnswers(runs);
    boolean people = runs.stream().anyMatch(Play::isHeld);
    Played played = new Played(store.writes(), Played.end(runs), people, problems);
    simulation.close();
    return played;
  }

  /** Whether something happened. */
  private boolean goOn() {
    try {
      return move();
    } catch (KillableStore.Killed killed) {
      store.live();
      remember();
      simulation.crash();
      return true;
    }
  }

  private boolean move() {
    if (runs().isEmpty()) {
      var unused =
          simulation
              .engine()
              .start(new StartRequest(pipeline.name(), cause, Release.of("release-1")));
    }
    var settled = simulation.settle();
    Optional<Answer> answer = runs().stream().flatMap(run -> asked(run).stream()).findFirst();
    if (answer.isPresent()) {
      var unused = simulation.engine().approve(answer.get());
      return true;
    }
    boolean ended = runs().stream().allMatch(Run::isEnded);
    if (!ended && settled.nextMoment().isPresent()) {
      var unused = simulation.advanceTo(settled.nextMoment().get());
      return true;
    }
    return false;
  }

  private List<Run> runs() {
    return store.list(RunStore.Query.newest(Integer.MAX_VALUE)).stream()
        .map(RunSummary::run)
        .map(this::run)
        .toList();
  }

  private Run run(RunId id) {
    return Run.of(id, store.read(id, 0));
  }

  /** An approval that waits, answered by somebody who may and has not yet. */
  private Optional<Answer> asked(Run run) {
    for (StageRun stage : run.stages().values()) {
      if (stage.isActive() && !run.isEnded()) {
        Optional<Answer> answer = asked(run, stage);
        if (answer.isPresent()) {
          return answer;
        }
      }
    }
    return Optional.empty();
  }

  private Optional<Answer> asked(Run run, StageRun stage) {
    return pipeline.graph().find(stage.name()).stream()
        .flatMap(node -> node.stage().gates(stage.phase()).stream())
        .filter(
            gate ->
                stage
                    .gate(
                        ItemKey.of(new ItemPath(stage.name(), stage.phase(), gate.name().value())))
                    .filter(asked -> asked.verdict().isPending())
                    .isPresent())
        .flatMap(gate -> gate.approvals().stream())
        .flatMap(rule -> answer(run, stage, rule).stream())
        .findFirst();
  }

  private static Optional<Answer> answer(Run run, StageRun stage, ApprovalRule rule) {
    Optional<ApprovalRun> approval = stage.approval(rule.name()).filter(asked -> !asked.isVoid());
    if (approval.isEmpty() || approval.get().decisions().size() >= rule.quorum()) {
      return Optional.empty();
    }
    String group = rule.approvers().iterator().next();
    String person = group + "-" + (approval.get().decisions().size() + 1);
    return Optional.of(
        Answer.to(run.id(), rule.name().value(), Principal.of(person).withGroups(group))
            .saying("fine")
            .inStage(stage.name().value()));
  }

  // What a kill must not change.

  private void remember() {
    effectsBefore = simulation.effects().size();
    succeeded =
        store.history().stream()
            .flatMap(
                entry ->
                    entry.event() instanceof StepEvent.StepSucceeded success
                        ? java.util.stream.Stream.of(entry.run() + " " + success.step())
                        : java.util.stream.Stream.of())
            .collect(Collectors.toSet());
    answered =
        store.history().stream()
            .flatMap(
                entry ->
                    entry.event() instanceof StageEvent.Decided decided
                        ? java.util.stream.Stream.of(decided.decision())
                        : java.util.stream.Stream.of())
            .toList();
  }

  private void checkEffects() {
    Map<String, String> keys = new HashMap<>();
    List<StepEffect> effects = simulation.effects();
    for (int i = 0; i < effects.size(); i++) {
      StepEffect effect = effects.get(i);
      String key = keys.putIfAbsent(effect.toString(), effect.key());
      if (key != null && !key.equals(effect.key())) {
        problems.add(effect + " was done with two idempotency keys");
      }
      if (i >= effectsBefore && succeeded.contains(effect.run() + " " + effect.step())) {
        problems.add(effect + " was done again after its success was durable");
      }
    }
  }

  private void checkAnswers(List<Run> runs) {
    List<Decision> left =
        runs.stream()
            .flatMap(run -> run.stages().values().stream())
            .flatMap(stage -> stage.approvals().values().stream())
            .flatMap(approval -> approval.decisions().stream())
            .toList();
    boolean voided =
        store.history().stream()
            .anyMatch(entry -> entry.event() instanceof StageEvent.ApprovalVoided);
    for (Decision decision : answered) {
      if (!voided && !left.contains(decision)) {
        problems.add("the answer of " + decision.by().name() + " was lost");
      }
    }
  }

  private static boolean isHeld(Run run) {
    return run.stages().values().stream()
        .flatMap(stage -> stage.steps().values().stream())
        .anyMatch(step -> step.state() == StepRun.State.HELD);
  }
}
