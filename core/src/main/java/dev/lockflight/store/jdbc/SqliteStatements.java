package dev.lockflight.store.jdbc;

import dev.lockflight.RunId;
import dev.lockflight.run.RunSummary;
import dev.lockflight.store.JournalOrder;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The statements of an append, prepared once. After an error they are of no use: the driver closes
 * a statement that failed. Not thread-safe.
 */
final class SqliteStatements implements AutoCloseable {
  private static final String ENTRY =
      "INSERT INTO journal (run_id, seq, at, type, body) VALUES (?, ?, ?, ?, ?)";
  private static final String RUN =
      """
      INSERT INTO run (run_id, pipeline, created, "release", status, wake_at, waits)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (run_id) DO UPDATE SET
        "release" = excluded."release", status = excluded.status, wake_at = excluded.wake_at,
        waits = excluded.waits
      WHERE status <> excluded.status OR waits IS NOT excluded.waits
        OR "release" <> excluded."release"
      """;
  private static final String DEPLOYMENT =
      """
      INSERT INTO deployment (environment, run_id, stage, state, at, "release")
      VALUES (?, ?, ?, ?, ?, ?)
      """;

  private final List<PreparedStatement> all = new ArrayList<>();
  private final PreparedStatement begin;
  private final PreparedStatement commit;
  private final PreparedStatement last;
  private final PreparedStatement entry;
  private final PreparedStatement run;
  private final PreparedStatement structure;
  private final PreparedStatement deployment;

  SqliteStatements(Connection connection) throws SQLException {
    begin = prepare(connection, "BEGIN IMMEDIATE");
    commit = prepare(connection, "COMMIT");
    last = prepare(connection, "SELECT max(seq) FROM journal WHERE run_id = ?");
    entry = prepare(connection, ENTRY);
    run = prepare(connection, RUN);
    structure = prepare(connection, "INSERT OR IGNORE INTO structure (digest, body) VALUES (?, ?)");
    deployment = prepare(connection, DEPLOYMENT);
  }

  private PreparedStatement prepare(Connection connection, String sql) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    all.add(statement);
    return statement;
  }

  void begin() throws SQLException {
    begin.execute();
  }

  void commit() throws SQLException {
    commit.execute();
  }

  void write(Rows rows) throws SQLException {
    Map<RunId, Long> written = lastSeqs(rows);
    JournalOrder order = new JournalOrder(run -> written.getOrDefault(run, 0L));
    for (Rows.EntryRow row : rows.entries()) {
      order.check(row.entry());
      insert(row);
    }
    for (Rows.RunRow row : rows.runs()) {
      insert(row);
    }
    for (Rows.StructureRow row : rows.structures()) {
      insert(row);
    }
    for (Rows.DeploymentRow row : rows.deployments()) {
      insert(row);
    }
  }

  private Map<RunId, Long> lastSeqs(Rows rows) throws SQLException {
    Map<RunId, Long> written = new HashMap<>();
    for (Rows.RunRow row : rows.runs()) {
      RunId id = row.summary().run();
      last.setString(1, id.value());
      try (ResultSet found = last.executeQuery()) {
        written.put(id, found.next() ? found.getLong(1) : 0L);
      }
    }
    return written;
  }

  private void insert(Rows.EntryRow row) throws SQLException {
    entry.setString(1, row.run());
    entry.setLong(2, row.entry().seq());
    entry.setLong(3, row.at());
    entry.setString(4, row.type());
    entry.setString(5, row.body());
    entry.executeUpdate();
  }

  private void insert(Rows.RunRow row) throws SQLException {
    RunSummary summary = row.summary();
    run.setString(1, summary.run().value());
    run.setString(2, summary.pipeline().value());
    run.setLong(3, row.created());
    run.setString(4, row.release());
    run.setString(5, summary.status().name());
    run.setObject(6, Nanos.nearest(summary.waits().wakeAt()));
    run.setString(7, row.waits());
    run.executeUpdate();
  }

  private void insert(Rows.StructureRow row) throws SQLException {
    structure.setString(1, row.digest());
    structure.setString(2, row.body());
    structure.executeUpdate();
  }

  private void insert(Rows.DeploymentRow row) throws SQLException {
    deployment.setString(1, row.line().environment().value());
    deployment.setString(2, row.line().run().value());
    deployment.setString(3, row.line().stage().value());
    deployment.setString(4, row.line().state().name());
    deployment.setLong(5, row.at());
    deployment.setString(6, row.release());
    deployment.executeUpdate();
  }

  @Override
  public void close() throws SQLException {
    for (PreparedStatement statement : all) {
      statement.close();
    }
  }
}
