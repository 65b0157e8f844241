package dev.lockflight;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One stage run once per combination of its axes' values.
 *
 * @param maxParallel how many cells run at a time
 */
public record Matrix(List<Axis> axes, int maxParallel) {
  public Matrix {
    axes = List.copyOf(axes);
    if (axes.isEmpty()) {
      throw new InvalidDefinitionException("a matrix must have at least one axis");
    }
    if (axes.stream().map(Axis::name).distinct().count() < axes.size()) {
      throw new InvalidDefinitionException("a matrix has an axis twice: " + axes);
    }
    if (maxParallel < 1) {
      throw new InvalidDefinitionException("maxParallel must be at least 1: " + maxParallel);
    }
  }

  public Matrix maxParallel(int cells) {
    return new Matrix(axes, cells);
  }

  /** Every combination, the last axis changing fastest. */
  public List<Map<String, String>> cells() {
    List<Map<String, String>> cells = List.of(Map.of());
    for (Axis axis : axes) {
      List<Map<String, String>> longer = new ArrayList<>();
      for (Map<String, String> cell : cells) {
        for (String value : axis.values()) {
          Map<String, String> next = new LinkedHashMap<>(cell);
          next.put(axis.name(), value);
          longer.add(next);
        }
      }
      cells = longer;
    }
    return cells;
  }
}
