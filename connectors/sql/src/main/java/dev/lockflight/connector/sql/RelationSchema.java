package dev.lockflight.connector.sql;

import dev.lockflight.EnvironmentName;
import java.util.List;

/**
 * The columns of a table or view as they were.
 *
 * @param database the product that named the types; those of two products cannot be compared
 */
public record RelationSchema(
    EnvironmentName environment, String relation, String database, List<Column> columns) {
  /**
   * One column.
   *
   * @param type as the database writes it, with length or precision and scale where it has them
   */
  public record Column(String name, String type) {
    @Override
    public String toString() {
      return name + " " + type;
    }
  }

  public RelationSchema {
    columns = List.copyOf(columns);
  }

  @Override
  public String toString() {
    return relation + " in " + environment + " " + columns;
  }
}
