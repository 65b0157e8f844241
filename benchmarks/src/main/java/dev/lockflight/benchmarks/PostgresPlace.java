package dev.lockflight.benchmarks;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.lockflight.store.RunStore;
import dev.lockflight.store.jdbc.JdbcRunStore;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A PostgreSQL server of our own, with its data in a directory; it loses nothing it acknowledged.
 */
public final class PostgresPlace implements Place {
  private final Path directory;
  private final EmbeddedPostgres server;
  private final HikariDataSource pool;
  private int stores;

  private PostgresPlace(Path directory, EmbeddedPostgres server) {
    this.directory = directory;
    this.server = server;
    this.pool = newPool();
  }

  /** The embedded server is fast and forgetful unless it is told not to be. */
  static PostgresPlace start(Path directory) throws IOException, SQLException {
    EmbeddedPostgres server =
        EmbeddedPostgres.builder()
            .setDataDirectory(directory.resolve("postgres"))
            .setCleanDataDirectory(true)
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("full_page_writes", "on")
            .start();
    PostgresPlace place = new PostgresPlace(directory, server);
    place.requireDurable();
    return place;
  }

  private void requireDurable() throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      for (String setting : new String[] {"fsync", "synchronous_commit"}) {
        try (ResultSet row = statement.executeQuery("SHOW " + setting)) {
          if (!row.next() || !row.getString(1).equals("on")) {
            throw new IllegalStateException("PostgreSQL must run with " + setting + " = on");
          }
        }
      }
    }
  }

  @Override
  public String name() {
    return "PostgreSQL";
  }

  @Override
  public Path directory() {
    return directory;
  }

  /** For other engines, which make their tables in the database {@code postgres}. */
  public String url() {
    return server.getJdbcUrl("postgres", "postgres");
  }

  /** A pool of connections; the caller's to close. */
  public HikariDataSource newPool() {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url());
    config.setMaximumPoolSize(20);
    return new HikariDataSource(config);
  }

  @Override
  public RunStore newStore() {
    stores++;
    return reopen();
  }

  @Override
  public RunStore reopen() {
    return JdbcRunStore.postgres(pool, "store_" + stores);
  }

  @Override
  public Connection connect() throws SQLException {
    return DriverManager.getConnection(url());
  }

  @Override
  public void close() throws IOException {
    pool.close();
    server.close();
  }
}
