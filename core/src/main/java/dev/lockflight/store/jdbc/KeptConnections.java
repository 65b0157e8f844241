package dev.lockflight.store.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jdbi.v3.core.ConnectionFactory;

/** Keeps a few connections open between reads, because opening a file costs more than a read. */
final class KeptConnections implements ConnectionFactory, AutoCloseable {
  private static final int MOST_IDLE = 4;

  private final ConnectionFactory opening;
  private final Deque<Connection> idle = new ArrayDeque<>();
  private boolean isClosed;

  KeptConnections(ConnectionFactory opening) {
    this.opening = opening;
  }

  @Override
  public Connection openConnection() throws SQLException {
    synchronized (this) {
      if (isClosed) {
        throw new SQLException("the store is closed");
      }
      Connection kept = idle.pollFirst();
      if (kept != null) {
        return kept;
      }
    }
    return opening.openConnection();
  }

  @Override
  public void closeConnection(Connection connection) throws SQLException {
    synchronized (this) {
      if (!isClosed && idle.size() < MOST_IDLE) {
        idle.addFirst(connection);
        return;
      }
    }
    connection.close();
  }

  @Override
  public synchronized void close() throws SQLException {
    isClosed = true;
    while (!idle.isEmpty()) {
      idle.removeFirst().close();
    }
  }
}
