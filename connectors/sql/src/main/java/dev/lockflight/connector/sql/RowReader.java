package dev.lockflight.connector.sql;

import java.sql.ResultSet;
import java.sql.SQLException;

/** Takes what is needed from the rows of a query, while its connection is open. */
@FunctionalInterface
interface RowReader<T> {
  /**
   * Reads them.
   *
   * @throws CouldNotTellException when they are not what was asked for, said without naming the
   *     query
   */
  T read(ResultSet rows, Dialect dialect) throws SQLException;
}
