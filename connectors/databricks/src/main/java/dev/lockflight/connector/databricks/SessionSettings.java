package dev.lockflight.connector.databricks;

import dev.lockflight.InvalidDefinitionException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How sessions on a SQL warehouse are opened. Immutable and thread-safe: each method returns
 * another.
 *
 * @param statementTimeout after which a statement is cancelled on the server
 * @param parameters of the session, such as {@code ANSI_MODE} or {@code QUERY_TAGS}
 */
public record SessionSettings(
    Optional<String> catalog,
    Optional<String> schema,
    Duration statementTimeout,
    Map<String, String> parameters) {
  private static final Duration HOUR = Duration.ofHours(1);

  public SessionSettings {
    if (statementTimeout.toSeconds() < 1) {
      throw new InvalidDefinitionException(
          "statement timeout must be at least a second: " + statementTimeout);
    }
    parameters = Map.copyOf(parameters);
  }

  /** The warehouse's own catalog and schema; statements may take an hour. */
  public static SessionSettings usual() {
    return new SessionSettings(Optional.empty(), Optional.empty(), HOUR, Map.of());
  }

  public SessionSettings catalog(String name) {
    return new SessionSettings(Optional.of(name), schema, statementTimeout, parameters);
  }

  public SessionSettings schema(String name) {
    return new SessionSettings(catalog, Optional.of(name), statementTimeout, parameters);
  }

  public SessionSettings statementTimeout(Duration longest) {
    return new SessionSettings(catalog, schema, longest, parameters);
  }

  public SessionSettings parameter(String name, String value) {
    Map<String, String> all = new TreeMap<>(parameters);
    all.put(name, value);
    return new SessionSettings(catalog, schema, statementTimeout, all);
  }
}
