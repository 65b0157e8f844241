package dev.lockflight.engine;

import dev.lockflight.ApprovalRule;
import dev.lockflight.Gate;
import dev.lockflight.GateName;
import dev.lockflight.ItemPath;
import dev.lockflight.Output;
import dev.lockflight.Phase;
import dev.lockflight.Stage;
import dev.lockflight.StageName;
import dev.lockflight.StageNode;
import dev.lockflight.Step;
import dev.lockflight.Verdict;
import dev.lockflight.plan.PlannedGate;
import dev.lockflight.plan.PlannedStage;
import dev.lockflight.plan.PlannedStep;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Plans one stage of a run after the other. */
final class PlanStage {
  private final PlannedRun run;
  private final Map<String, StageName> writers = new HashMap<>();

  PlanStage(PlannedRun run) {
    this.run = run;
    for (Stage stage : run.pipeline().stages()) {
      for (Phase phase : Phase.values()) {
        for (Step<?> step : stage.steps(phase)) {
          step.output().ifPresent(key -> writers.put(key.name(), stage.name()));
        }
      }
    }
  }

  PlannedStage of(StageNode node, PlannedStage.Course course) {
    Stage stage = node.stage();
    PlannedStage.Target target =
        stage
            .environment()
            .map(environment -> new PlannedStage.Target(environment.name(), stage.deploys()))
            .orElse(null);
    List<PlannedGate> gates = new ArrayList<>();
    List<PlannedStep> steps = new ArrayList<>();
    Set<Output<?>> reads = new LinkedHashSet<>();
    if (course.runs()) {
      orders(node).ifPresent(gates::add);
    }
    for (Phase phase : course.runs() ? Phase.values() : new Phase[0]) {
      for (Gate gate : stage.gates(phase)) {
        gates.add(gate(node, phase, gate));
        reads.addAll(gate.reads());
      }
      for (Step<?> step : stage.steps(phase)) {
        steps.add(step(phase, step));
        reads.addAll(step.operation().reads());
      }
    }
    return new PlannedStage(node.name(), course, target, inputs(stage, reads), gates, steps);
  }

  /** Shown only when a veto, a pin or a hold is in the way. */
  private Optional<PlannedGate> orders(StageNode node) {
    if (!AdvanceStage.wantsLock(node)) {
      return Optional.empty();
    }
    Verdict verdict = EntryOrders.in(run.turn(), node).verdict();
    return verdict.opens()
        ? Optional.empty()
        : Optional.of(
            new PlannedGate(
                Phase.REQUIRE,
                GateName.of(EntryOrders.path(node).item()),
                "no veto, pin or hold in the way",
                Gate.Kind.PURE,
                PlannedGate.Answer.of(verdict)));
  }

  private List<PlannedStage.Input> inputs(Stage reader, Set<Output<?>> reads) {
    List<PlannedStage.Input> inputs = new ArrayList<>();
    for (Output<?> read : reads) {
      StageName writer = writers.get(read.name());
      if (writer != null && !writer.equals(reader.name())) {
        inputs.add(new PlannedStage.Input(read.name(), writer));
      }
    }
    return inputs;
  }

  private static PlannedStep step(Phase phase, Step<?> step) {
    return new PlannedStep(
        phase,
        step.name(),
        step.operation().describe() + step.policy(),
        step.output().map(Output::name).orElse(null),
        step.takesSavepoint());
  }

  private PlannedGate gate(StageNode node, Phase phase, Gate gate) {
    return new PlannedGate(
        phase, gate.name(), gate.describe(), gate.kind(), answer(node, phase, gate));
  }

  private PlannedGate.Answer answer(StageNode node, Phase phase, Gate gate) {
    if (!gate.approvals().isEmpty()) {
      return PlannedGate.Answer.people(
          gate.approvals().stream()
              .map(ApprovalRule::approvers)
              .flatMap(Set::stream)
              .collect(Collectors.toSet()));
    }
    if (phase != Phase.REQUIRE) {
      return PlannedGate.Answer.later("known after the steps");
    }
    if (gate.kind() != Gate.Kind.PURE || gate.readsWorld() || !gate.reads().isEmpty()) {
      return PlannedGate.Answer.later("known when it runs");
    }
    ItemPath path = new ItemPath(node.name(), phase, gate.name().value());
    return PlannedGate.Answer.of(run.ask(node, path, gate));
  }
}
