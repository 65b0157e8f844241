package dev.lockflight.store.jdbc;

import dev.lockflight.store.RunStore.Ownership;
import dev.lockflight.store.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/** A store in one schema of a PostgreSQL database. */
final class PostgresDatabase implements Database {
  private static final Migrations MIGRATIONS = new Migrations("postgresql", 3);
  private static final Pattern SCHEMA = Pattern.compile("[a-z_][a-z0-9_]{0,62}");

  private final String schema;
  private final DataSource dataSource;
  private final Jdbi jdbi;
  private final PostgresWriter writer;
  private volatile boolean isClosed;

  private PostgresDatabase(DataSource dataSource, String schema) {
    if (!SCHEMA.matcher(schema).matches()) {
      throw new StoreException(
          "a schema's name must be at most 63 small letters, digits and underscores: " + schema);
    }
    this.schema = schema;
    this.dataSource = dataSource;
    this.jdbi = Jdbi.create(this::connect).define("schema", schema);
    this.writer = new PostgresWriter(this::connect, schema, toString());
  }

  static PostgresDatabase open(DataSource dataSource, String schema) {
    return open(dataSource, schema, MIGRATIONS);
  }

  static PostgresDatabase open(DataSource dataSource, String schema, Migrations migrations) {
    PostgresDatabase database = new PostgresDatabase(dataSource, schema);
    try {
      database.jdbi.useHandle(
          handle -> migrations.apply(handle, new PostgresTarget(schema, database.toString())));
      return database;
    } catch (JdbiException e) {
      throw database.explain("open it", e);
    }
  }

  private Connection connect() throws SQLException {
    if (isClosed) {
      throw new SQLException("the store is closed");
    }
    Connection connection = dataSource.getConnection();
    if (!connection.getAutoCommit()) {
      connection.setAutoCommit(true);
    }
    return connection;
  }

  @Override
  public Jdbi reads() {
    return jdbi;
  }

  @Override
  public void append(Rows rows) {
    try {
      writer.append(rows);
    } catch (SQLException e) {
      throw explain("append", e);
    }
  }

  @Override
  public void write(Consumer<Handle> work) {
    try {
      jdbi.useTransaction(
          handle -> {
            PostgresSession.makeDurable(handle, true);
            work.accept(handle);
          });
    } catch (JdbiException e) {
      throw explain("write", e);
    }
  }

  @Override
  public Ownership own(String owner) {
    try {
      return writer.own(owner, () -> owner().orElse("another process"));
    } catch (SQLException | JdbiException e) {
      throw explain("own it", e);
    }
  }

  @Override
  public Optional<String> owner() {
    try {
      return jdbi.withHandle(
          handle ->
              PostgresLock.of(schema).isTaken(handle)
                  ? Meta.find(handle, "owner").or(() -> Optional.of("another process"))
                  : Optional.empty());
    } catch (JdbiException e) {
      throw explain("see who owns it", e);
    }
  }

  @Override
  public StoreException explain(String doing, Exception error) {
    return PostgresFault.explain(this, doing, error);
  }

  @Override
  public void close() {
    isClosed = true;
    writer.close();
  }

  @Override
  public String toString() {
    return "the store in schema " + schema + " of PostgreSQL";
  }
}
