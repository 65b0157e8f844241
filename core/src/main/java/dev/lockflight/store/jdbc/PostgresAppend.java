package dev.lockflight.store.jdbc;

import dev.lockflight.RunId;
import dev.lockflight.run.JournalEntry;
import dev.lockflight.store.JournalOrder;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The statement of an append, and its parameters: one array per column, so that its text, and with
 * it the prepared plan, is the same for any number of rows. The SELECT at its end sees the journal
 * as it was before, and divides by zero, which undoes everything, when a run's first new entry is
 * not its next one.
 */
final class PostgresAppend {
  private static final String JOURNAL_AND_RUNS =
      """
      WITH entries AS (
        INSERT INTO %1$s.journal (run_id, seq, at, type, body)
        SELECT * FROM unnest(?::text[], ?::bigint[], ?::bigint[], ?::text[], ?::text[])),
      runs AS (
        INSERT INTO %1$s.run AS present
          (run_id, pipeline, created, "release", status, wake_at, waits)
        SELECT * FROM unnest(?::text[], ?::text[], ?::bigint[], ?::text[], ?::text[],
          ?::bigint[], ?::text[])
        ON CONFLICT (run_id) DO UPDATE SET
          "release" = excluded."release", status = excluded.status, wake_at = excluded.wake_at,
          waits = excluded.waits
        WHERE present.status <> excluded.status OR present.waits IS DISTINCT FROM excluded.waits
          OR present."release" <> excluded."release")
      """;
  private static final String STRUCTURES_AND_LEDGER =
      """
      , structures AS (
        INSERT INTO %1$s.structure (digest, body) SELECT * FROM unnest(?::text[], ?::text[])
        ON CONFLICT DO NOTHING),
      ledger AS (
        INSERT INTO %1$s.deployment (environment, run_id, stage, state, at, "release")
        SELECT * FROM unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[], ?::text[]))
      """;
  private static final String ORDER =
      """
      SELECT 1 / (NOT EXISTS (
        SELECT FROM unnest(?::text[], ?::bigint[]) AS first (run_id, seq)
        WHERE seq <> 1 + coalesce(
          (SELECT max(j.seq) FROM %1$s.journal j WHERE j.run_id = first.run_id), 0)))::integer
      """;

  /** Most appends. */
  static final String SHORT = JOURNAL_AND_RUNS + ORDER;

  /** Those with a new structure or a line for the ledger. */
  static final String WHOLE = JOURNAL_AND_RUNS + STRUCTURES_AND_LEDGER + ORDER;

  private final Connection connection;
  private final PreparedStatement statement;
  private int parameter;

  private PostgresAppend(PreparedStatement statement) throws SQLException {
    this.connection = statement.getConnection();
    this.statement = statement;
  }

  static void execute(PreparedStatement statement, Rows rows, boolean isWhole) throws SQLException {
    Map<String, Long> firsts = firsts(rows);
    PostgresAppend append = new PostgresAppend(statement);
    append.bindEntries(rows.entries());
    append.bindRuns(rows.runs());
    if (isWhole) {
      append.bindStructures(rows.structures());
      append.bindLedger(rows.deployments());
    }
    append.bind("text", firsts.keySet().toArray(new String[0]));
    append.bind("int8", firsts.values().toArray(new Long[0]));
    statement.executeQuery().close();
  }

  /** The first new entry of each run; checks that the others follow without gaps. */
  private static Map<String, Long> firsts(Rows rows) {
    Map<String, Long> firsts = new HashMap<>();
    JournalOrder order = new JournalOrder((RunId run) -> firsts.getOrDefault(run.value(), 1L) - 1);
    for (Rows.EntryRow row : rows.entries()) {
      JournalEntry entry = row.entry();
      var unused = firsts.putIfAbsent(row.run(), entry.seq());
      order.check(entry);
    }
    return firsts;
  }

  private void bindEntries(List<Rows.EntryRow> rows) throws SQLException {
    column("text", rows, Rows.EntryRow::run);
    column("int8", rows, row -> row.entry().seq());
    column("int8", rows, Rows.EntryRow::at);
    column("text", rows, Rows.EntryRow::type);
    column("text", rows, Rows.EntryRow::body);
  }

  private void bindRuns(List<Rows.RunRow> rows) throws SQLException {
    column("text", rows, row -> row.summary().run().value());
    column("text", rows, row -> row.summary().pipeline().value());
    column("int8", rows, Rows.RunRow::created);
    column("text", rows, Rows.RunRow::release);
    column("text", rows, row -> row.summary().status().name());
    column("int8", rows, row -> Nanos.nearest(row.summary().waits().wakeAt()));
    column("text", rows, Rows.RunRow::waits);
  }

  private void bindStructures(List<Rows.StructureRow> rows) throws SQLException {
    column("text", rows, Rows.StructureRow::digest);
    column("text", rows, Rows.StructureRow::body);
  }

  private void bindLedger(List<Rows.DeploymentRow> rows) throws SQLException {
    column("text", rows, row -> row.line().environment().value());
    column("text", rows, row -> row.line().run().value());
    column("text", rows, row -> row.line().stage().value());
    column("text", rows, row -> row.line().state().name());
    column("int8", rows, Rows.DeploymentRow::at);
    column("text", rows, Rows.DeploymentRow::release);
  }

  private <R> void column(String type, List<R> rows, Function<R, @Nullable Object> value)
      throws SQLException {
    Object[] values = type.equals("text") ? new String[rows.size()] : new Long[rows.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = value.apply(rows.get(i));
    }
    bind(type, values);
  }

  private void bind(String type, Object[] values) throws SQLException {
    statement.setArray(++parameter, connection.createArrayOf(type, values));
  }
}
