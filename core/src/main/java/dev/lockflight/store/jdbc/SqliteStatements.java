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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The statements of an append, prepared once. After an error they are of no use: the driver closes
 * a statement that failed. Not thread-safe.
 */
final class SqliteStatements implements AutoCloseable {
  private static final String ENTRY =
      "INSERT INTO journal (run_id, seq, at, type, body) VALUES (?, ?, ?, ?, ?)";
  private static final String PAIR = ENTRY + ", (?, ?, ?, ?, ?)";
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
  private final PreparedStatement pair;
  private final PreparedStatement run;
  private final PreparedStatement structure;
  private final PreparedStatement deployment;
  private final KnownRuns known = new KnownRuns();
  private final Set<String> structures = new HashSet<>();

  SqliteStatements(Connection connection) throws SQLException {
    begin = prepare(connection, "BEGIN IMMEDIATE");
    commit = prepare(connection, "COMMIT");
    last = prepare(connection, "SELECT max(seq) FROM journal WHERE run_id = ?");
    entry = prepare(connection, ENTRY);
    pair = prepare(connection, PAIR);
    run = prepare(connection, RUN);
    structure = prepare(connection, "INSERT OR IGNORE INTO structure (digest, body) VALUES (?, ?)");
    deployment = prepare(connection, DEPLOYMENT);
  }

  private PreparedStatement prepare(Connection connection, String sql) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    all.add(statement);
    return statement;
  }

  /** Writes all of it in one commit; two entries and nothing else are one statement. */
  void append(Rows rows) throws SQLException {
    List<Rows.RunRow> runs = known.changed(rows.runs());
    if (runs.isEmpty() && rows.entries().size() == 2 && rows.deployments().isEmpty()) {
      requireOrder(rows);
      bind(pair, 0, rows.entries().get(0));
      bind(pair, 5, rows.entries().get(1));
      pair.executeUpdate();
    } else {
      begin.execute();
      requireOrder(rows);
      write(
          new Rows(rows.entries(), runs, rows.structures(), rows.deployments())
              .without(structures));
      commit.execute();
    }
    known.note(rows.runs());
    rows.structures().forEach(row -> structures.add(row.digest()));
  }

  private void requireOrder(Rows rows) throws SQLException {
    Map<RunId, Long> written = new HashMap<>();
    for (Rows.RunRow row : rows.runs()) {
      RunId run = row.summary().run();
      OptionalLong last = known.lastSeq(run);
      written.put(run, last.isPresent() ? last.getAsLong() : lastSeq(run));
    }
    JournalOrder order = new JournalOrder(run -> written.getOrDefault(run, 0L));
    rows.entries().forEach(row -> order.check(row.entry()));
  }

  private void write(Rows rows) throws SQLException {
    for (Rows.EntryRow row : rows.entries()) {
      bind(entry, 0, row);
      entry.executeUpdate();
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

  private long lastSeq(RunId run) throws SQLException {
    last.setString(1, run.value());
    try (ResultSet found = last.executeQuery()) {
      return found.next() ? found.getLong(1) : 0L;
    }
  }

  private static void bind(PreparedStatement insert, int before, Rows.EntryRow row)
      throws SQLException {
    insert.setString(before + 1, row.run());
    insert.setLong(before + 2, row.entry().seq());
    insert.setLong(before + 3, row.at());
    insert.setString(before + 4, row.type());
    insert.setString(before + 5, row.body());
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
