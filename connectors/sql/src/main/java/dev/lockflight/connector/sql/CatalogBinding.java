package dev.lockflight.connector.sql;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Keeps a connection in the catalog its environment declares, if it declares one. */
record CatalogBinding(Warehouse warehouse) {
  /** Puts the connection there; the catalog to go back to, or null when it already was there. */
  @Nullable String enter(Connection connection) throws SQLException {
    String declared = warehouse.catalog().orElse(null);
    if (declared == null || isIn(connection, declared)) {
      return null;
    }
    String found = connection.getCatalog();
    try {
      connection.setCatalog(declared);
    } catch (SQLException e) {
      throw elsewhere(declared, found, ": " + e.getMessage());
    }
    if (!isIn(connection, declared)) {
      throw elsewhere(declared, found, "");
    }
    return found;
  }

  /** A pool hands the connection to others, who expect it as it was. */
  void leave(Connection connection, @Nullable String before) throws SQLException {
    if (before != null && !connection.isClosed()) {
      connection.setCatalog(before);
    }
  }

  private static boolean isIn(Connection connection, String catalog) throws SQLException {
    return catalog.equalsIgnoreCase(connection.getCatalog());
  }

  private CouldNotTellException elsewhere(String declared, @Nullable String found, String why) {
    return new CouldNotTellException(
        "environment "
            + warehouse.environment()
            + " declares catalog "
            + declared
            + ", but its DataSource connects to "
            + found
            + "; nothing was read"
            + why);
  }
}
