package dev.lockflight.testkit.assertion;

import dev.lockflight.Gate;
import dev.lockflight.ItemPath;
import dev.lockflight.Phase;
import dev.lockflight.Pipeline;
import dev.lockflight.StageName;
import dev.lockflight.StageNode;
import dev.lockflight.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Finds what a test means by a name: a step or gate by {@code name}, {@code stage/name} or {@code
 * stage/phase/name}. A name that means nothing, or several things, is a mistake of the test.
 */
final class Items {
  private final Pipeline pipeline;

  Items(Pipeline pipeline) {
    this.pipeline = pipeline;
  }

  static boolean isMeant(ItemPath path, String text) {
    return path.item().equals(text)
        || path.toString().equals(text)
        || (path.stage() + "/" + path.item()).equals(text)
        || (path.stage().withoutCell() + "/" + path.item()).equals(text);
  }

  ItemPath step(String text) {
    return only("step", text, steps());
  }

  ItemPath gate(String text) {
    return only("gate", text, gates());
  }

  ItemPath step(StageName stage, String text) {
    return only("step", text, of(stage, steps()));
  }

  ItemPath gate(StageName stage, String text) {
    return only("gate", text, of(stage, gates()));
  }

  /** The nodes of this name: a stage, a cell, or a stage with all its cells. */
  List<StageNode> nodes(String stage) {
    List<StageNode> nodes =
        pipeline.graph().nodes().stream()
            .filter(
                node ->
                    node.name().value().equals(stage) || node.stage().name().value().equals(stage))
            .toList();
    if (nodes.isEmpty()) {
      throw new IllegalArgumentException(
          "pipeline " + pipeline.name() + " has no stage " + stage + "; it has " + stages());
    }
    return nodes;
  }

  StageName stage(String stage) {
    return nodes(stage).stream()
        .map(StageNode::name)
        .filter(name -> name.value().equals(stage))
        .findFirst()
        .orElseThrow();
  }

  /** Whether the text is the name of a stage rather than of an item. */
  boolean isStage(String text) {
    return pipeline.graph().nodes().stream().anyMatch(node -> node.name().value().equals(text));
  }

  private String stages() {
    return pipeline.graph().nodes().stream()
        .map(StageNode::toString)
        .collect(Collectors.joining(", "));
  }

  private static List<ItemPath> of(StageName stage, List<ItemPath> paths) {
    return paths.stream().filter(path -> path.stage().equals(stage)).toList();
  }

  private ItemPath only(String kind, String text, List<ItemPath> among) {
    List<ItemPath> meant = among.stream().filter(path -> isMeant(path, text)).toList();
    if (meant.size() == 1) {
      return meant.get(0);
    }
    throw new IllegalArgumentException(
        meant.isEmpty()
            ? "pipeline " + pipeline.name() + " has no " + kind + " " + text + "; it has " + among
            : kind + " " + text + " is one of several, write out which: " + meant);
  }

  List<ItemPath> gates() {
    List<ItemPath> all = new ArrayList<>();
    for (StageNode node : pipeline.graph().nodes()) {
      for (Phase phase : Phase.values()) {
        for (Gate gate : node.gathersCells() ? List.<Gate>of() : node.stage().gates(phase)) {
          all.add(new ItemPath(node.name(), phase, gate.name().value()));
        }
      }
    }
    return all;
  }

  private List<ItemPath> steps() {
    List<ItemPath> all = new ArrayList<>();
    for (StageNode node : pipeline.graph().nodes()) {
      for (Phase phase : Phase.values()) {
        for (Step<?> step : node.gathersCells() ? List.<Step<?>>of() : node.stage().steps(phase)) {
          all.add(new ItemPath(node.name(), phase, step.name().value()));
        }
      }
    }
    return all;
  }
}
