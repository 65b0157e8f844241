package dev.lockflight.store.jdbc;

import dev.lockflight.store.RunStore.Ownership;
import dev.lockflight.store.StoreOwnedException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Ownership is an exclusive lock on a file beside the store; the operating system drops it when the
 * process ends, however that happens. SQLite takes the lock, because a plain one would be lost as
 * soon as anything else in the process closed the same file. Thread-safe.
 */
final class SqliteOwnership implements AutoCloseable {
  /** Longer than another process takes to look whether the lock is taken. */
  private static final int PATIENCE_MILLIS = 500;

  private final SqliteFile file;
  private @Nullable Connection taken;

  SqliteOwnership(SqliteFile file) {
    this.file = file;
  }

  /**
   * @param present the name of the present owner, asked when there is one
   * @param record leaves the new owner's name for others
   */
  synchronized Ownership take(Supplier<String> present, Runnable record) {
    if (taken != null) {
      throw new StoreOwnedException(file.toString(), present.get());
    }
    try {
      Connection mine = lock(present);
      taken = mine;
      record.run();
      return () -> release(mine);
    } catch (SQLException e) {
      throw file.explain("own it", e);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private Connection lock(Supplier<String> present) throws SQLException {
    Connection connection = file.connectToLock(PATIENCE_MILLIS);
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate("BEGIN EXCLUSIVE");
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw SqliteFault.of(e) == SqliteFault.LOCKED
          ? new StoreOwnedException(file.toString(), present.get())
          : file.explain("own it", e);
    }
  }

  /** Whether anybody alive, here or elsewhere, has it. */
  synchronized boolean isTaken() {
    if (taken != null) {
      return true;
    }
    try (Connection connection = file.connectToLock(0);
        Statement statement = connection.createStatement()) {
      return !statement.executeQuery("SELECT count(*) FROM sqlite_master").next();
    } catch (SQLException e) {
      if (SqliteFault.of(e) == SqliteFault.LOCKED) {
        return true;
      }
      throw file.explain("see who owns it", e);
    }
  }

  private synchronized void release(Connection mine) {
    if (taken == mine) {
      close();
    }
  }

  @Override
  public synchronized void close() {
    if (taken == null) {
      return;
    }
    Connection mine = taken;
    taken = null;
    try {
      mine.close();
    } catch (SQLException e) {
      throw file.explain("give it up", e);
    }
  }
}
