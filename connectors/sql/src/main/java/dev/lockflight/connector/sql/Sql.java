package dev.lockflight.connector.sql;

import dev.lockflight.InvalidDefinitionException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** One query: its text, which may depend on the dialect, and the values bound to its {@code ?}. */
record Sql(Text text, List<Object> values) {
  @FunctionalInterface
  interface Text {
    String in(Dialect dialect);
  }

  Sql {
    values = Collections.unmodifiableList(values);
  }

  static Sql of(Text text) {
    return new Sql(text, List.of());
  }

  static Sql written(String text, Object... values) {
    if (text.isBlank()) {
      throw new InvalidDefinitionException("a query must not be blank");
    }
    return new Sql(dialect -> text, List.copyOf(Arrays.asList(values)));
  }

  /** The text with what is bound to it, for people. */
  String show(Dialect dialect) {
    return text.in(dialect) + (values.isEmpty() ? "" : " " + values);
  }
}
