package dev.lockflight.store.jdbc;

import dev.lockflight.Deployment;
import dev.lockflight.Digest;
import dev.lockflight.EnvironmentName;
import dev.lockflight.OrderEntry;
import dev.lockflight.RunId;
import dev.lockflight.Structure;
import dev.lockflight.json.Json;
import dev.lockflight.run.JournalEntry;
import dev.lockflight.run.RunSummary;
import dev.lockflight.store.Append;
import dev.lockflight.store.RunStore;
import dev.lockflight.store.StoreException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.JdbiException;

/**
 * Keeps journals in a database. What {@link #append} has returned from survives a kill and a loss
 * of power: SQLite runs with a write-ahead log and {@code synchronous=FULL}, PostgreSQL with {@code
 * synchronous_commit} at least {@code on}. Thread-safe; several processes may open the same store.
 *
 * <p>Moments are kept with nanoseconds, from the year 1677 to 2262.
 *
 * <pre>{@code
 * try (RunStore store = JdbcRunStore.sqlite(Path.of("lockflight.db"))) { ... }
 * }</pre>
 */
public final class JdbcRunStore implements RunStore {
  private final Database database;

  JdbcRunStore(Database database) {
    this.database = database;
  }

  /**
   * The store in this file, created with its directory when it is not there. It needs a local disk:
   * processes share memory beside it.
   *
   * @throws NewerSchemaException when a newer Lockflight wrote it
   * @throws StoreException when it is no store, damaged, not writable or on a full disk
   */
  public static JdbcRunStore sqlite(Path file) {
    return new JdbcRunStore(SqliteDatabase.open(file));
  }

  /** The store in the schema {@code lockflight} of a PostgreSQL database. */
  public static JdbcRunStore postgres(DataSource dataSource) {
    return postgres(dataSource, "lockflight");
  }

  /**
   * The store in this schema of a PostgreSQL database (12 or newer), created when it is not there.
   * The data source should be a pool: each read takes a connection. One more connection is kept for
   * writing; it must reach the server itself, not a pooler that shares sessions, because ownership
   * is a lock of that session.
   *
   * @throws NewerSchemaException when a newer Lockflight wrote it
   * @throws StoreException when the database cannot be reached or the schema not be created
   */
  public static JdbcRunStore postgres(DataSource dataSource, String schema) {
    return new JdbcRunStore(PostgresDatabase.open(dataSource, schema));
  }

  @Override
  public Append prepare(Append append) {
    try {
      return append.with(Rows.of(append));
    } catch (RuntimeException e) {
      return append; // it is told to the one who writes it
    }
  }

  @Override
  public void append(List<Append> appends) {
    if (!appends.isEmpty()) {
      database.append(Rows.of(appends));
    }
  }

  @Override
  public List<JournalEntry> read(RunId run, long afterSeq) {
    return read("read the journal of run " + run, h -> Queries.entries(h, run, afterSeq));
  }

  @Override
  public Optional<RunSummary> find(RunId run) {
    return read("read run " + run, h -> Queries.run(h, run));
  }

  @Override
  public List<RunSummary> list(Query query) {
    return read("list runs", h -> Queries.runs(h, query));
  }

  @Override
  public Optional<Structure> structure(Digest digest) {
    return read("read structure " + digest.brief(), h -> Queries.structure(h, digest));
  }

  @Override
  public List<Deployment> deployments(EnvironmentName environment) {
    return read("read the ledger of " + environment, h -> Queries.deployments(h, environment));
  }

  @Override
  public void write(OrderEntry order) {
    database.write(h -> OrderRows.write(h, order));
  }

  @Override
  public List<OrderEntry> orders() {
    return read("read the orders", OrderRows::all);
  }

  @Override
  public Ownership own(String owner) {
    return database.own(owner);
  }

  @Override
  public Optional<String> owner() {
    return database.owner();
  }

  @Override
  public void send(Request request) {
    database.write(h -> Requests.send(h, request));
  }

  @Override
  public List<Request> requests() {
    return read("read requests", Requests::waiting);
  }

  @Override
  public void answer(String requestId, String answer) {
    database.write(h -> Requests.answer(h, requestId, answer));
  }

  @Override
  public Optional<String> answerTo(String requestId) {
    return read("read the answer to " + requestId, h -> Requests.answerTo(h, requestId));
  }

  @Override
  public Optional<String> bookmark(String name) {
    return read("read the bookmark " + name, h -> Bookmarks.find(h, name));
  }

  @Override
  public void keepBookmark(String name, String value) {
    database.write(h -> Bookmarks.keep(h, name, value));
  }

  @Override
  public boolean isShared() {
    return true;
  }

  @Override
  public void close() {
    database.close();
  }

  private <T> T read(String doing, HandleCallback<T, RuntimeException> query) {
    try {
      return database.reads().withHandle(query);
    } catch (JdbiException | Json.UnreadableJsonException e) {
      throw database.explain(doing, e);
    }
  }

  @Override
  public String toString() {
    return database.toString();
  }
}
