package dev.lockflight.store.jdbc;

import dev.lockflight.RunId;
import dev.lockflight.store.JournalOrder;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/**
 * The connection that writes. An append is one statement, which is its own transaction: one way to
 * the server and back, with the commit. Not thread-safe.
 */
final class PostgresSession implements AutoCloseable {
  private static final int VALID_WITHIN_SECONDS = 5;

  private final Connection connection;
  private final Handle handle;
  private final PreparedStatement most;
  private final PreparedStatement whole;
  private final Set<String> knownStructures = new HashSet<>();

  PostgresSession(Connection connection, String schema) throws SQLException {
    this.connection = connection;
    this.handle = Jdbi.create(connection).define("schema", schema).open();
    makeDurable(handle, false);
    handle.execute("SET plan_cache_mode = force_generic_plan");
    this.most = connection.prepareStatement(PostgresAppend.SHORT.formatted(schema));
    this.whole = connection.prepareStatement(PostgresAppend.WHOLE.formatted(schema));
  }

  /** A server or a user may be set to acknowledge commits before they are on the disk. */
  static void makeDurable(Handle handle, boolean thisTransactionOnly) {
    handle
        .createQuery(
            """
                SELECT set_config('synchronous_commit', 'on', :local)
                WHERE current_setting('synchronous_commit') IN ('off', 'local')
                """)
        .bind("local", thisTransactionOnly)
        .mapTo(String.class)
        .findOne();
  }

  Handle handle() {
    return handle;
  }

  void append(Rows rows) throws SQLException {
    Rows news = rows.without(knownStructures);
    boolean isWhole = !news.structures().isEmpty() || !news.deployments().isEmpty();
    PostgresAppend.execute(isWhole ? whole : most, news, isWhole);
    news.structures().forEach(s -> knownStructures.add(s.digest()));
  }

  /** Says which entry of the rows is not the next one of its run, by throwing. */
  void requireOrder(Rows rows) {
    JournalOrder order = new JournalOrder(this::lastSeq);
    rows.entries().forEach(row -> order.check(row.entry()));
  }

  private long lastSeq(RunId run) {
    return handle
        .createQuery("SELECT coalesce(max(seq), 0) FROM <schema>.journal WHERE run_id = :run")
        .bind("run", run.value())
        .mapTo(Long.class)
        .one();
  }

  boolean isAlive() {
    try {
      return connection.isValid(VALID_WITHIN_SECONDS);
    } catch (SQLException e) {
      return false;
    }
  }

  /** Hands the connection back, which may be one of a pool, as it was. */
  @Override
  public void close() {
    try (connection) {
      if (isAlive()) {
        handle.execute("RESET synchronous_commit");
        handle.execute("RESET plan_cache_mode");
        most.close();
        whole.close();
      }
    } catch (SQLException | JdbiException ignored) {
      // Every append was committed by itself; a connection that breaks now takes nothing along.
    }
  }
}
