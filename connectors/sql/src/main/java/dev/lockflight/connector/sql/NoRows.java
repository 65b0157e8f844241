package dev.lockflight.connector.sql;

import dev.lockflight.Gate;
import dev.lockflight.InvalidDefinitionException;
import java.util.Arrays;
import java.util.List;

/**
 * That a relation has no rows of some kind; {@link #where} says which and makes the gate. An empty
 * relation passes. Immutable and thread-safe.
 */
public final class NoRows {
  private final Warehouse warehouse;
  private final Identifier relation;
  private final List<Identifier> columns;
  private final boolean showsRows;

  private NoRows(
      Warehouse warehouse, Identifier relation, List<Identifier> columns, boolean showsRows) {
    this.warehouse = warehouse;
    this.relation = relation;
    this.columns = columns;
    this.showsRows = showsRows;
  }

  static NoRows of(Warehouse warehouse, Identifier relation) {
    return new NoRows(warehouse, relation, List.of(), true);
  }

  /**
   * Only these columns of the offending rows become evidence, which is kept with the run; with no
   * column, only whether there are any.
   */
  public NoRows showing(String... shown) {
    List<Identifier> chosen = Arrays.stream(shown).map(Identifier::column).toList();
    return new NoRows(warehouse, relation, chosen, !chosen.isEmpty());
  }

  /**
   * Opens while no row matches the condition.
   *
   * @param condition SQL, written by the pipeline's author
   * @param values bound to the {@code ?} of the condition, in order
   */
  public Gate where(String condition, Object... values) {
    if (condition.isBlank()) {
      throw new InvalidDefinitionException("condition on " + relation + " must not be blank");
    }
    // the line break keeps a comment at the end of the condition from hiding the parenthesis
    Sql sql =
        new Sql(
            dialect ->
                "select "
                    + columns(dialect)
                    + " from "
                    + dialect.quote(relation)
                    + " where ("
                    + condition
                    + "\n)",
            List.copyOf(Arrays.asList(values)));
    String demand =
        "no rows in " + relation + " of " + warehouse.environment() + " where " + condition;
    return new NoRowsGate(warehouse, demand, sql, showsRows);
  }

  private String columns(Dialect dialect) {
    if (!columns.isEmpty()) {
      return dialect.quoteAll(columns);
    }
    return showsRows ? "*" : "1";
  }
}
