package dev.lockflight.store.jdbc;

import dev.lockflight.Deployment;
import dev.lockflight.Digest;
import dev.lockflight.EnvironmentName;
import dev.lockflight.LockflightException;
import dev.lockflight.PipelineName;
import dev.lockflight.Release;
import dev.lockflight.RunId;
import dev.lockflight.StageName;
import dev.lockflight.Structure;
import dev.lockflight.json.EventJson;
import dev.lockflight.json.Json;
import dev.lockflight.run.JournalEntry;
import dev.lockflight.run.RunStatus;
import dev.lockflight.run.RunSummary;
import dev.lockflight.store.RunStore;
import dev.lockflight.store.StoreException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Reads rows back into values. */
final class Queries {
  private static final String RUNS =
      """
      SELECT run_id, pipeline, "release", status, created, waits,
        (SELECT at FROM <schema>.journal entry WHERE entry.run_id = run.run_id
          ORDER BY seq DESC LIMIT 1),
        (SELECT max(seq) FROM <schema>.journal entry WHERE entry.run_id = run.run_id)
      FROM <schema>.run
      """;

  private Queries() {}

  static List<JournalEntry> entries(Handle handle, RunId run, long afterSeq) {
    return handle
        .createQuery(
            """
            SELECT seq, at, type, body FROM <schema>.journal
            WHERE run_id = :run AND seq > :after ORDER BY seq
            """)
        .bind("run", run.value())
        .bind("after", afterSeq)
        .map((row, context) -> entry(run, row))
        .list();
  }

  private static JournalEntry entry(RunId run, ResultSet row) throws SQLException {
    long seq = row.getLong(1);
    try {
      return new JournalEntry(
          run,
          seq,
          Nanos.moment(row.getLong(2)),
          EventJson.read(row.getString(3), row.getString(4)));
    } catch (LockflightException e) {
      throw new StoreException(
          "entry " + seq + " of run " + run + " cannot be read: " + e.getMessage(), e);
    }
  }

  static Optional<RunSummary> run(Handle handle, RunId run) {
    return handle
        .createQuery(RUNS + "WHERE run_id = :run")
        .bind("run", run.value())
        .map((row, context) -> summary(row))
        .findOne();
  }

  static List<RunSummary> runs(Handle handle, RunStore.Query query) {
    PipelineName pipeline = query.pipeline();
    String where =
        "WHERE "
            + (pipeline == null ? "1 = 1" : "pipeline = :pipeline")
            + (query.statuses().isEmpty() ? "" : " AND status IN (<statuses>)")
            + " ORDER BY created DESC, run_id DESC LIMIT :limit";
    var select = handle.createQuery(RUNS + where).bind("limit", query.limit());
    if (pipeline != null) {
      select = select.bind("pipeline", pipeline.value());
    }
    if (!query.statuses().isEmpty()) {
      select = select.bindList("statuses", query.statuses().stream().map(RunStatus::name).toList());
    }
    return select.map((row, context) -> summary(row)).list();
  }

  private static RunSummary summary(ResultSet row) throws SQLException {
    String waits = row.getString(6);
    return new RunSummary(
        RunId.of(row.getString(1)),
        PipelineName.of(row.getString(2)),
        Json.read(row.getString(3), Release.class),
        RunStatus.valueOf(row.getString(4)),
        new RunSummary.Moments(
            Nanos.moment(row.getLong(5)), Nanos.moment(row.getLong(7)), row.getLong(8)),
        waits == null ? RunSummary.Waits.NONE : Json.read(waits, RunSummary.Waits.class));
  }

  static Optional<Structure> structure(Handle handle, Digest digest) {
    return handle
        .createQuery("SELECT body FROM <schema>.structure WHERE digest = :digest")
        .bind("digest", digest.value())
        .mapTo(String.class)
        .findOne()
        .map(body -> Json.read(body, Structure.class));
  }

  static List<Deployment> deployments(Handle handle, EnvironmentName environment) {
    return handle
        .createQuery(
            """
            SELECT "release", run_id, stage, state, at FROM <schema>.deployment
            WHERE environment = :environment ORDER BY position DESC
            """)
        .bind("environment", environment.value())
        .map((row, context) -> deployment(environment, row))
        .list();
  }

  private static Deployment deployment(EnvironmentName environment, ResultSet row)
      throws SQLException {
    return new Deployment(
        environment,
        Json.read(row.getString(1), Release.class),
        RunId.of(row.getString(2)),
        StageName.of(row.getString(3)),
        Deployment.State.valueOf(row.getString(4)),
        Nanos.moment(row.getLong(5)));
  }
}
