package dev.lockflight.connector.dbt;

import java.util.List;

/**
 * One constraint of a contracted model or column. Immutable. The flags {@code warn_unenforced} and
 * {@code warn_unsupported} are left out: they change no promise.
 *
 * @param type {@code not_null}, {@code unique}, {@code primary_key}, {@code foreign_key}, {@code
 *     check}, {@code custom}
 * @param columns of a constraint of the model; empty for one of a column
 * @param to the name of the relation a foreign key refers to, with its columns, without catalog and
 *     schema
 */
public record Constraint(
    String type, String name, String expression, List<String> columns, String to) {
  public Constraint {
    columns = List.copyOf(columns);
  }

  @Override
  public String toString() {
    return type
        + (columns.isEmpty() ? "" : " " + columns)
        + (expression.isEmpty() ? "" : " " + expression);
  }
}
