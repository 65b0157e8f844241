package dev.lockflight.testkit.databricks;

import java.util.List;
import java.util.Optional;

/**
 * A statement as it came.
 *
 * @param catalog the session's, or the request's
 */
public record SqlQuestion(
    String statement,
    List<SqlParameter> parameters,
    Optional<String> catalog,
    Optional<String> schema) {
  public SqlQuestion {
    parameters = List.copyOf(parameters);
  }

  /**
   * A bound value.
   *
   * @param name of a named marker; empty for a positional one
   * @param type as the API calls it, such as LONG; STRING when it says nothing
   * @param value as text; empty for NULL
   */
  public record SqlParameter(String name, String type, Optional<String> value) {}
}
