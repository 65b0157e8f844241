package dev.lockflight;

import java.util.List;
import java.util.Map;

/**
 * A place in the graph that a run goes through: a stage, one cell of its matrix, or the point where
 * the cells come together, which has the stage's own name and nothing to do.
 *
 * @param needs indexes of the nodes it waits for, as {@code join} counts them
 */
public record StageNode(
    int index,
    StageName name,
    Stage stage,
    Map<String, String> cell,
    Join join,
    List<Integer> needs) {
  public StageNode {
    needs = List.copyOf(needs);
  }

  /** Whether it is the point where the cells of a matrix come together. */
  public boolean gathersCells() {
    return stage.placement().matrix() != null && cell.isEmpty();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StageNode node && node.name.equals(name) && node.index == index;
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  @Override
  public String toString() {
    return name.value();
  }
}
