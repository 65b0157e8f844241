package dev.lockflight.testkit.explore;

import dev.lockflight.ApprovalRule;
import dev.lockflight.Gate;
import dev.lockflight.ItemPath;
import dev.lockflight.Principal;
import dev.lockflight.RetryPolicy;
import dev.lockflight.StageNode;
import dev.lockflight.Step;
import dev.lockflight.engine.Answer;
import dev.lockflight.engine.EngineTask;
import dev.lockflight.run.GateRun;
import dev.lockflight.run.ItemKey;
import dev.lockflight.run.Resolution;
import dev.lockflight.run.Run;
import dev.lockflight.run.StageRun;
import dev.lockflight.run.StepRun;
import dev.lockflight.testkit.simulation.Simulation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Everything that can happen next in a world. */
final class Choices {
  private final World world;
  private final List<Choice> all = new ArrayList<>();

  private Choices(World world) {
    this.world = world;
  }

  static List<Choice> in(World world) {
    Choices choices = new Choices(world);
    world.held().forEach(choices::ends);
    world.runs().stream().filter(run -> !run.isEnded()).forEach(choices::people);
    world
        .nextMoment()
        .ifPresent(moment -> choices.all.add(Choice.of("time passes", World::letTimePass)));
    choices.disturbances();
    return choices.all;
  }

  // Steps and gates.

  private void ends(EngineTask task) {
    String what = task.ofRun() + " " + task.item();
    String verb = task.kind() == EngineTask.Kind.SUBMIT ? " is submitted and " : " ";
    for (Ending ending : endings(task)) {
      Choice choice = Choice.of(what + verb + ending.text(), world -> world.end(task, ending));
      all.add(ending == Ending.SUCCEEDS && showsTwice(task) ? choice.showing() : choice);
    }
  }

  /** Whether it would show that it was done twice. */
  private boolean showsTwice(EngineTask task) {
    return task.kind() == EngineTask.Kind.SUBMIT
        || step(task.item()).map(step -> step.policy().atMostOnce()).orElse(false);
  }

  private List<Ending> endings(EngineTask task) {
    if (task.kind() == EngineTask.Kind.GATE) {
      return List.of(Ending.PASSES, Ending.REFUSES, Ending.CANNOT_TELL);
    }
    return isTriedAgain(task)
        ? List.of(Ending.SUCCEEDS, Ending.FAILS, Ending.FAILS_FOR_NOW)
        : List.of(Ending.SUCCEEDS, Ending.FAILS);
  }

  private boolean isTriedAgain(EngineTask task) {
    StageNode node = node(task.item());
    RetryPolicy own = step(task.item()).map(step -> step.policy().retry()).orElse(null);
    RetryPolicy policy = own == null ? node.stage().limits().retry() : own;
    return task.attempt() < policy.attempts();
  }

  private Optional<Step<?>> step(ItemPath path) {
    for (Step<?> step : node(path).stage().steps(path.phase())) {
      if (step.name().value().equals(path.item())) {
        return Optional.of(step);
      }
    }
    return Optional.empty();
  }

  private StageNode node(ItemPath path) {
    return world.scope().pipeline().graph().find(path.stage()).orElseThrow();
  }

  // People.

  private void people(Run run) {
    for (StageRun stage : run.stages().values()) {
      if (stage.isActive()) {
        StageNode node = world.scope().pipeline().graph().find(stage.name()).orElseThrow();
        for (Gate gate : node.stage().gates(stage.phase())) {
          gate(run, stage, gate);
        }
        stage.steps().forEach((key, step) -> held(run, stage, key, step));
      }
    }
  }

  private void gate(Run run, StageRun stage, Gate gate) {
    ItemPath path = new ItemPath(stage.name(), stage.phase(), gate.name().value());
    Optional<GateRun> asked = stage.gate(ItemKey.of(path));
    if (asked.isEmpty() || !asked.get().verdict().isPending()) {
      return;
    }
    for (ApprovalRule rule : gate.approvals()) {
      stage
          .approval(rule.name())
          .filter(approval -> !approval.isVoid())
          .ifPresent(approval -> answers(run, stage, rule, approval.decisions().size() + 1));
    }
    gate.overriders().stream()
        .findFirst()
        .ifPresent(
            who ->
                all.add(
                    Choice.of(
                        run.id() + " " + path + " is overridden by " + who,
                        world ->
                            world.operate(
                                engine -> {
                                  var unused =
                                      engine.override(
                                          run.id(), path, Principal.of(who), "explored");
                                }))));
  }

  private void answers(Run run, StageRun stage, ApprovalRule rule, int person) {
    String group = rule.approvers().iterator().next();
    Principal who = Principal.of(group + "-" + person).withGroups(group);
    Answer answer =
        Answer.to(run.id(), rule.name().value(), who)
            .saying("explored")
            .inStage(stage.name().value());
    String where = run.id() + " " + stage.name() + " ";
    all.add(
        Choice.of(
            where + who.name() + " approves " + rule.name(),
            world ->
                world.operate(
                    engine -> {
                      var unused = engine.approve(answer);
                    })));
    all.add(
        Choice.of(
            where + who.name() + " rejects " + rule.name(),
            world ->
                world.operate(
                    engine -> {
                      var unused = engine.reject(answer);
                    })));
  }

  private void held(Run run, StageRun stage, ItemKey key, StepRun step) {
    if (step.state() != StepRun.State.HELD) {
      return;
    }
    ItemPath path = new ItemPath(stage.name(), key.phase(), key.item());
    for (Resolution resolution : Resolution.values()) {
      all.add(
          Choice.of(
              run.id() + " " + path + " is resolved with " + resolution,
              world ->
                  world.operate(
                      engine -> {
                        var unused =
                            engine.resolve(
                                run.id(), path, resolution, Simulation.ALICE, "explored");
                      })));
    }
  }

  // Disturbances.

  private void disturbances() {
    Scope.Disturbances allowed = world.scope().disturbances();
    World.Disturbed before = world.disturbed();
    boolean ended = world.runs().stream().allMatch(Run::isEnded);
    if (before.all() >= allowed.atOnce()) {
      return;
    }
    if (before.releases < allowed.releases()) {
      all.add(Choice.disturbing("a newer release arrives", World::release));
    }
    if (ended) {
      return;
    }
    if (before.aborts < allowed.aborts()) {
      for (Run run : world.runs()) {
        if (!run.isEnded() && run.abort().isEmpty()) {
          all.add(Choice.disturbing(run.id() + " is aborted", world -> world.abort(run.id())));
        }
      }
    }
    if (before.vetoes < allowed.vetoes()) {
      world.runs().stream()
          .filter(run -> !run.isEnded() && !world.isVetoed(run))
          .map(run -> run.release().commit())
          .distinct()
          .forEach(
              commit ->
                  all.add(Choice.disturbing(commit + " is vetoed", world -> world.veto(commit))));
    }
    if (before.crashes < allowed.crashes()) {
      all.add(Choice.disturbing("the engine is killed", World::crash));
    }
  }
}
