package dev.lockflight;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The acyclic graph a run goes through, in an order in which every node follows its needs. */
public final class StageGraph {
  private final List<StageNode> nodes;
  private final Map<StageName, StageNode> byName;
  private final List<List<StageNode>> dependents;

  private StageGraph(List<StageNode> nodes) {
    this.nodes = List.copyOf(nodes);
    Map<StageName, StageNode> named = new LinkedHashMap<>();
    List<List<StageNode>> followers = new ArrayList<>();
    for (StageNode node : nodes) {
      named.put(node.name(), node);
      followers.add(new ArrayList<>());
    }
    for (StageNode node : nodes) {
      for (int need : node.needs()) {
        followers.get(need).add(node);
      }
    }
    this.byName = Collections.unmodifiableMap(named);
    this.dependents = followers;
  }

  /** Joins are resolved: every stage has one. */
  static StageGraph of(List<Stage> ordered, Map<StageName, Join> joins) {
    Map<StageName, Integer> places = new LinkedHashMap<>();
    List<StageNode> nodes = new ArrayList<>();
    for (Stage stage : ordered) {
      Join join = joins.getOrDefault(stage.name(), Join.NONE);
      List<Integer> needs = join.needs().stream().map(places::get).toList();
      Matrix matrix = stage.placement().matrix();
      if (matrix == null) {
        nodes.add(new StageNode(nodes.size(), stage.name(), stage, Map.of(), join, needs));
      } else {
        addCells(nodes, stage, matrix, join, needs);
      }
      places.put(stage.name(), nodes.size() - 1);
    }
    return new StageGraph(nodes);
  }

  private static void addCells(
      List<StageNode> nodes, Stage stage, Matrix matrix, Join join, List<Integer> needs) {
    List<StageName> cells = new ArrayList<>();
    int first = nodes.size();
    for (Map<String, String> cell : matrix.cells()) {
      String values =
          cell.entrySet().stream()
              .map(e -> e.getKey() + "=" + e.getValue())
              .collect(Collectors.joining(",", "[", "]"));
      StageName name = StageName.of(stage.name() + values);
      cells.add(name);
      nodes.add(new StageNode(nodes.size(), name, stage, cell, join, needs));
    }
    List<Integer> all = IntStream.range(first, nodes.size()).boxed().toList();
    nodes.add(new StageNode(nodes.size(), stage.name(), stage, Map.of(), Join.all(cells), all));
  }

  /** All nodes; each stands after its needs. */
  public List<StageNode> nodes() {
    return nodes;
  }

  public Optional<StageNode> find(StageName name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** The nodes that wait for this one. */
  public List<StageNode> dependentsOf(StageNode node) {
    return Collections.unmodifiableList(dependents.get(node.index()));
  }
}
