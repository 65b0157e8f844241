package dev.lockflight.store.jdbc;

import dev.lockflight.store.OwnershipLostException;
import dev.lockflight.store.RunStore.Ownership;
import dev.lockflight.store.StoreOwnedException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Supplier;
import org.jdbi.v3.core.ConnectionFactory;
import org.jspecify.annotations.Nullable;

/**
 * Writes through one session, which also holds the lock of the owner: when the session ends, the
 * lock and the right to write end in the same moment, so that two owners can never both write. An
 * owner whose session broke is refused from then on; a writer that owns nothing connects again.
 * Thread-safe.
 */
final class PostgresWriter implements AutoCloseable {
  private final ConnectionFactory connections;
  private final String schema;
  private final String name;
  private @Nullable PostgresSession session;
  private @Nullable Owned owned;
  private @Nullable SQLException lost;

  PostgresWriter(ConnectionFactory connections, String schema, String name) {
    this.connections = connections;
    this.schema = schema;
    this.name = name;
  }

  synchronized void append(Rows rows) throws SQLException {
    if (lost != null) {
      throw new OwnershipLostException(name, lost);
    }
    PostgresSession present = session();
    try {
      present.append(rows);
    } catch (SQLException e) {
      if (PostgresFault.isOutOfOrder(e)) {
        present.requireOrder(rows);
      } else if (!present.isAlive()) {
        drop(present, e);
      }
      throw e;
    }
  }

  private PostgresSession session() throws SQLException {
    if (session == null) {
      Connection connection = connections.openConnection();
      try {
        session = new PostgresSession(connection, schema);
      } catch (SQLException | RuntimeException e) {
        connection.close();
        throw e;
      }
    }
    return session;
  }

  private void drop(PostgresSession broken, SQLException because) {
    broken.close();
    session = null;
    if (owned != null) {
      owned = null;
      lost = because;
      throw new OwnershipLostException(name, because);
    }
  }

  synchronized Ownership own(String owner, Supplier<String> present) throws SQLException {
    if (session != null && !session.isAlive()) {
      session.close();
      session = null;
    }
    PostgresSession mine = session();
    if (owned != null || !PostgresLock.of(schema).tryToTake(mine.handle())) {
      throw new StoreOwnedException(name, present.get());
    }
    Meta.put(mine.handle(), "owner", owner);
    lost = null;
    owned = new Owned(mine);
    return owned;
  }

  private synchronized void release(Owned candidate) {
    if (candidate.equals(owned)) {
      owned = null;
      if (candidate.session.isAlive()) {
        PostgresLock.of(schema).giveBack(candidate.session.handle());
      }
    }
  }

  @Override
  public synchronized void close() {
    if (owned != null) {
      release(owned);
    }
    if (session != null) {
      session.close();
      session = null;
    }
  }

  /** An ownership that ends once. */
  private final class Owned implements Ownership {
    private final PostgresSession session;

    Owned(PostgresSession session) {
      this.session = session;
    }

    @Override
    public void close() {
      release(this);
    }
  }
}
