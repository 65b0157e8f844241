package dev.lockflight.store.jdbc;

import dev.lockflight.store.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * The one connection that writes. Appends use statements of plain JDBC, prepared once: they are
 * what the speed of a run depends on. Transactions begin IMMEDIATE, so that nothing another process
 * writes can come between a query for the order and the commit. Thread-safe.
 */
final class SqliteWriter implements AutoCloseable {
  private final Connection connection;
  private final Handle handle;
  private @Nullable SqliteStatements statements;
  private boolean isClosed;

  private SqliteWriter(Connection connection, Handle handle) {
    this.connection = connection;
    this.handle = handle;
  }

  static SqliteWriter open(SqliteFile file, Migrations migrations) throws SQLException {
    Connection connection = file.connectToWrite();
    try {
      Handle handle = Jdbi.create(connection).define("schema", "main").open();
      migrations.apply(handle, new SqliteTarget(file));
      requireDurable(file, handle);
      return new SqliteWriter(connection, handle);
    } catch (RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  private static void requireDurable(SqliteFile file, Handle handle) {
    String mode = handle.createQuery("PRAGMA journal_mode").mapTo(String.class).one();
    int synchronous = handle.createQuery("PRAGMA synchronous").mapTo(Integer.class).one();
    if (!mode.equals("wal") || synchronous < 2) {
      throw new StoreException(
          "%s cannot keep a write-ahead log (journal_mode %s, synchronous %d); put it on a local disk"
              .formatted(file, mode, synchronous));
    }
  }

  synchronized void append(Rows rows) throws SQLException {
    requireOpen();
    try {
      tryToAppend(rows);
    } catch (SQLException e) {
      if (SqliteFault.of(e) != SqliteFault.TAKEN) {
        throw e;
      }
      tryToAppend(rows); // with new statements, which know of no run: says whose number is taken
    }
  }

  private void tryToAppend(Rows rows) throws SQLException {
    try {
      prepared().append(rows);
    } catch (SQLException | RuntimeException e) {
      rollBack(connection, e);
      forgetStatements(e);
      throw e;
    }
  }

  private SqliteStatements prepared() throws SQLException {
    if (statements == null) {
      statements = new SqliteStatements(connection);
    }
    return statements;
  }

  private void forgetStatements(Exception because) {
    try {
      if (statements != null) {
        statements.close();
      }
    } catch (SQLException e) {
      because.addSuppressed(e);
    } finally {
      statements = null;
    }
  }

  /** Each statement of the work commits by itself. */
  synchronized void write(Consumer<Handle> work) {
    requireOpen();
    work.accept(handle);
  }

  private void requireOpen() {
    if (isClosed) {
      throw new StoreException("the store is closed; nothing was written");
    }
  }

  /**
   * When the transaction did not begin, or SQLite rolled it back itself, there is nothing to do.
   */
  static void rollBack(Connection connection, Exception because) {
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate("ROLLBACK");
    } catch (SQLException e) {
      if (because != e) {
        because.addSuppressed(e);
      }
    }
  }

  @Override
  public synchronized void close() throws SQLException {
    if (!isClosed) {
      isClosed = true;
      if (statements != null) {
        statements.close();
      }
      connection.close();
    }
  }
}
