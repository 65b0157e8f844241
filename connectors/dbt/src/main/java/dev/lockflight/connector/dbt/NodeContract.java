package dev.lockflight.connector.dbt;

import java.util.List;
import java.util.Map;

/**
 * What a model promises its readers. Immutable.
 *
 * @param columns by name, in dbt's order; only kept where the contract is enforced
 * @param constraints those of the model as a whole; only kept where the contract is enforced
 */
public record NodeContract(
    boolean enforced, Map<String, Column> columns, List<Constraint> constraints) {
  static final NodeContract NONE = new NodeContract(false, Map.of(), List.of());

  /** One promised column; the type is empty when it is not promised. */
  public record Column(String type, List<Constraint> constraints) {
    public Column {
      constraints = List.copyOf(constraints);
    }
  }
}
