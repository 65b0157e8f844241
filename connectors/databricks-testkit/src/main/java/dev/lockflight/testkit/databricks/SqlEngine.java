package dev.lockflight.testkit.databricks;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * What executes the statements of a local warehouse. Implementations are thread-safe; {@link
 * #on(Connection)} is one for DuckDB, and others can be put around it.
 */
@FunctionalInterface
public interface SqlEngine {
  /**
   * Executes a statement.
   *
   * @throws SQLException as which the statement fails, with its SQLSTATE if there is one
   */
  SqlAnswer execute(SqlQuestion question) throws SQLException;

  /** Ends the execution of this very question, if it still runs. */
  default void cancel(SqlQuestion question) {}

  /**
   * One after the other on this connection, which stays the caller's: DuckDB's, for example.
   * Backticks become quotes and named markers positions; else the dialect is the database's.
   */
  static SqlEngine on(Connection connection) {
    return new JdbcSqlEngine(connection);
  }
}
