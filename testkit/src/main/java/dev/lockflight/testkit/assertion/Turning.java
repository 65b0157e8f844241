package dev.lockflight.testkit.assertion;

import dev.lockflight.ItemPath;
import dev.lockflight.Phase;
import dev.lockflight.StageName;
import dev.lockflight.StageNode;
import dev.lockflight.Step;
import dev.lockflight.Verdict;
import dev.lockflight.run.ItemKey;
import dev.lockflight.run.RunStatus;
import dev.lockflight.run.StageRun;
import dev.lockflight.run.StepRun;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a run turned out as it did, or, while it goes on, where it stands.
 *
 * @param stages in the order of the graph
 * @param gates those that decided, or are pending
 * @param steps those that decided, or are under way or waiting
 */
record Turning(List<StageName> stages, List<ItemPath> gates, List<ItemPath> steps) {
  static Turning of(RunRecord record) {
    List<StageName> stages = new ArrayList<>();
    List<ItemPath> gates = new ArrayList<>();
    List<ItemPath> steps = new ArrayList<>();
    for (StageNode node : record.pipeline().graph().nodes()) {
      StageRun stage = record.run().stage(node.name());
      if (isDecisive(record, node, stage)) {
        stages.add(node.name());
        Optional<Phase> first = decisive(node, stage).map(ItemKey::phase).min(Phase::compareTo);
        decisive(node, stage)
            .filter(key -> stage.isActive() || first.filter(key.phase()::equals).isPresent())
            .sorted(Comparator.comparing(ItemKey::phase).thenComparing(ItemKey::item))
            .forEach(
                key ->
                    (stage.gate(key).isPresent() ? gates : steps)
                        .add(new ItemPath(node.name(), key.phase(), key.item())));
      }
    }
    return new Turning(stages, gates, steps);
  }

  List<ItemPath> items() {
    return Stream.concat(gates.stream(), steps.stream()).toList();
  }

  private static boolean isDecisive(RunRecord record, StageNode node, StageRun stage) {
    if (!record.run().isEnded()) {
      return stage.isActive();
    }
    return stage.status().isBadEnd()
        && stage.status() == record.run().status()
        && !node.gathersCells()
        && !node.stage().limits().allowFailure();
  }

  private static Stream<ItemKey> decisive(StageNode node, StageRun stage) {
    Stream<ItemKey> gates =
        stage.gates().entrySet().stream()
            .filter(gate -> isDecisive(stage, gate.getValue().verdict()))
            .map(gate -> gate.getKey());
    Stream<ItemKey> steps =
        stage.steps().entrySet().stream()
            .filter(step -> isDecisive(stage, step.getValue().state()))
            .map(step -> step.getKey())
            .filter(key -> stage.isActive() || !mayFail(node, key));
    return Stream.concat(gates, steps);
  }

  private static boolean isDecisive(StageRun stage, Verdict verdict) {
    return stage.isActive() ? verdict.isPending() : !verdict.opens() && !verdict.isPending();
  }

  private static boolean isDecisive(StageRun stage, StepRun.State state) {
    return switch (state) {
      case NEW, SUCCEEDED, SKIPPED -> false;
      case FAILED -> stage.status().isBadEnd();
      case STARTED, SUBMITTED, RETRYING, HELD -> stage.isActive();
    };
  }

  private static boolean mayFail(StageNode node, ItemKey key) {
    for (Step<?> step : node.stage().steps(key.phase())) {
      if (step.name().value().equals(key.item())) {
        return step.policy().allowFailure();
      }
    }
    return false;
  }

  /** In words, for a message. */
  static String told(RunRecord record) {
    Turning turning = of(record);
    RunStatus status = record.run().status();
    String verb = record.run().isEnded() ? "was decided" : "stands";
    if (turning.items().isEmpty()) {
      String reason = record.run().reason();
      return "it is " + status + (reason.isBlank() ? "" : ": " + reason);
    }
    return "it is " + status + " and " + verb + " at " + turning.items();
  }
}
