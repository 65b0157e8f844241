package dev.lockflight;

import java.util.HashSet;
import java.util.List;

/** One axis of a matrix, for example python over 3.10, 3.11, 3.12. */
public record Axis(String name, List<String> values) {
  public Axis {
    NameRule.check("axis name", name);
    values = List.copyOf(values);
    if (values.isEmpty()) {
      throw new InvalidDefinitionException("matrix axis " + name + " must have at least one value");
    }
    if (new HashSet<>(values).size() < values.size()) {
      throw new InvalidDefinitionException("matrix axis " + name + " has a value twice: " + values);
    }
    values.forEach(value -> NameRule.check("value of axis " + name, value));
  }
}
