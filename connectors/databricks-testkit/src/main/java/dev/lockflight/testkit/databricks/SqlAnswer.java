package dev.lockflight.testkit.databricks;

import java.util.List;
import java.util.Optional;

/**
 * What a statement answers: rows of text, as the API sends them. Immutable.
 *
 * @param columns none when the statement has no result, as DDL
 */
public record SqlAnswer(List<Column> columns, List<List<Optional<String>>> rows) {
  /**
   * A column.
   *
   * @param type the API's name, such as STRING, LONG or DECIMAL(38,0)
   */
  public record Column(String name, String type) {
    String typeName() {
      int bracket = type.indexOf('(');
      return bracket < 0 ? type : type.substring(0, bracket);
    }

    /** As SQL writes it. */
    String typeText() {
      return switch (type) {
        case "LONG" -> "BIGINT";
        case "SHORT" -> "SMALLINT";
        case "BYTE" -> "TINYINT";
        default -> type;
      };
    }
  }

  public SqlAnswer {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }

  /** It is done; there is nothing to show. */
  public static SqlAnswer done() {
    return new SqlAnswer(List.of(), List.of());
  }

  /** So many rows were written. */
  public static SqlAnswer affected(long rows) {
    return new SqlAnswer(
        List.of(new Column("num_affected_rows", "LONG")),
        List.of(List.of(Optional.of(Long.toString(rows)))));
  }

  /** One row of text columns with these names. */
  public static SqlAnswer row(List<String> names, List<String> values) {
    return new SqlAnswer(
        names.stream().map(name -> new Column(name, "STRING")).toList(),
        List.of(values.stream().map(Optional::of).toList()));
  }
}
