package dev.lockflight.testkit.databricks;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Catalogs that are DuckDB files of one directory, {@code <catalog>.duckdb}, as a warehouse shows
 * them. The first statement opens them; {@link #whileClosed} closes them, so that another process
 * can write them meanwhile: a dbt. Thread-safe; one statement after the other.
 *
 * <p>What Delta tells of a table, {@code DESCRIBE TABLE EXTENDED}, {@code DESCRIBE DETAIL} and
 * {@code DESCRIBE HISTORY}, is told of DuckDB's too, and {@code RESTORE TABLE ... TO VERSION AS OF}
 * brings data back, from copies that lie in {@code delta_history.duckdb} beside the catalogs.
 * DuckDB keeps no history itself: a version is noted when a history is asked for and the table has
 * changed since the last time, so what nobody looked at between two writes cannot be restored. Time
 * travel in a query, {@code VACUUM}, clones and change feeds there are not.
 */
public final class DuckDbCatalogs implements SqlEngine, AutoCloseable {
  private final Path directory;
  private final List<String> catalogs;
  private final InstantSource clock;
  private final ReentrantLock open = new ReentrantLock();
  private @Nullable Connection connection;
  private volatile @Nullable SqlEngine working;

  private DuckDbCatalogs(Path directory, List<String> catalogs, InstantSource clock) {
    this.directory = directory;
    this.catalogs = catalogs;
    this.clock = clock;
  }

  /** These catalogs; a file that is missing is an empty catalog, and is made. */
  public static DuckDbCatalogs in(Path directory, String... catalogs) {
    return new DuckDbCatalogs(directory, List.of(catalogs), InstantSource.system());
  }

  /** The same, with another time for what happens to tables. */
  public DuckDbCatalogs at(InstantSource time) {
    return new DuckDbCatalogs(directory, catalogs, time);
  }

  /** Does this while no statement has the files open; statements wait meanwhile. */
  public <T> T whileClosed(Callable<T> work) throws Exception {
    open.lockInterruptibly();
    try {
      close();
      return work.call();
    } finally {
      open.unlock();
    }
  }

  @Override
  public SqlAnswer execute(SqlQuestion question) throws SQLException {
    open.lock();
    try {
      SqlEngine engine = working == null ? opened() : working;
      working = engine;
      return engine.execute(question);
    } finally {
      open.unlock();
    }
  }

  private SqlEngine opened() throws SQLException {
    Connection opened = DriverManager.getConnection("jdbc:duckdb:");
    connection = opened;
    try (Statement statement = opened.createStatement()) {
      for (String catalog : catalogs) {
        attach(statement, catalog, catalog);
      }
      attach(statement, "delta_history", CopiedHistory.CATALOG);
    } catch (SQLException e) {
      close();
      throw e;
    }
    return new CopiedHistory(opened, SqlEngine.on(opened), clock);
  }

  private void attach(Statement statement, String file, String name) throws SQLException {
    String path = directory.resolve(file + ".duckdb").toString().replace("'", "''");
    var unused = statement.execute("ATTACH '" + path + "' AS \"" + name + "\"");
  }

  /** Lets go of the files; the next statement opens them again. */
  @Override
  public void close() throws SQLException {
    open.lock();
    try {
      working = null;
      if (connection != null) {
        connection.close();
      }
      connection = null;
    } finally {
      open.unlock();
    }
  }

  @Override
  public void cancel(SqlQuestion question) {
    SqlEngine now = working;
    if (now != null) {
      now.cancel(question);
    }
  }

  @Override
  public String toString() {
    return "catalogs " + catalogs + " in " + directory;
  }
}
