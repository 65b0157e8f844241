package dev.lockflight.store.jdbc;

import dev.lockflight.store.RunStore.Ownership;
import dev.lockflight.store.StoreException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/** A store in one file: one connection writes, others read beside it. */
final class SqliteDatabase implements Database {
  private static final Migrations MIGRATIONS = new Migrations("sqlite", 3);

  private final SqliteFile file;
  private final SqliteWriter writer;
  private final KeptConnections readers;
  private final Jdbi reads;
  private final SqliteOwnership ownership;

  private SqliteDatabase(SqliteFile file, SqliteWriter writer) {
    this.file = file;
    this.writer = writer;
    this.readers = new KeptConnections(file::connectToRead);
    this.reads = Jdbi.create(readers).define("schema", "main");
    this.ownership = new SqliteOwnership(file);
  }

  static SqliteDatabase open(Path path) {
    return open(path, MIGRATIONS);
  }

  static SqliteDatabase open(Path path, Migrations migrations) {
    return open(SqliteFile.at(path), migrations);
  }

  static SqliteDatabase open(SqliteFile file, Migrations migrations) {
    try {
      return new SqliteDatabase(file, SqliteWriter.open(file, migrations));
    } catch (SQLException | JdbiException e) {
      throw file.explain("open it", e);
    }
  }

  @Override
  public Jdbi reads() {
    return reads;
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
      writer.write(work);
    } catch (JdbiException e) {
      throw explain("write", e);
    }
  }

  @Override
  public Ownership own(String owner) {
    return ownership.take(this::lastOwner, () -> write(h -> Meta.put(h, "owner", owner)));
  }

  @Override
  public Optional<String> owner() {
    return ownership.isTaken() ? Optional.of(lastOwner()) : Optional.empty();
  }

  private String lastOwner() {
    try {
      return reads.withHandle(h -> Meta.find(h, "owner")).orElse("another process");
    } catch (JdbiException e) {
      throw explain("see who owns it", e);
    }
  }

  @Override
  public StoreException explain(String doing, Exception error) {
    return file.explain(doing, error);
  }

  @Override
  public void close() {
    try (ownership;
        writer) {
      readers.close();
    } catch (SQLException e) {
      throw explain("close it", e);
    }
  }

  @Override
  public String toString() {
    return file.toString();
  }
}
