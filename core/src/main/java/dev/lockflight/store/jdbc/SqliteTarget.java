package dev.lockflight.store.jdbc;

import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/** A file whose schema is brought up to date. */
final class SqliteTarget implements Migrations.Target {
  private final SqliteFile file;

  SqliteTarget(SqliteFile file) {
    this.file = file;
  }

  @Override
  public String name() {
    return file.toString();
  }

  /** Refuses a database that has tables, but not the one that every store has. */
  @Override
  public boolean isStarted(Handle handle) {
    if (tables(handle, "name = 'meta'") > 0) {
      return true;
    }
    if (tables(handle, "type = 'table'") > 0) {
      throw file.notAStore("it is an SQLite database of another program");
    }
    return false;
  }

  private static int tables(Handle handle, String condition) {
    return handle
        .createQuery("SELECT count(*) FROM main.sqlite_master WHERE " + condition)
        .mapTo(Integer.class)
        .one();
  }

  @Override
  public void exclusively(Handle handle, Consumer<Handle> work) {
    handle.execute("BEGIN IMMEDIATE");
    try {
      work.accept(handle);
      handle.execute("COMMIT");
    } catch (RuntimeException e) {
      SqliteWriter.rollBack(handle.getConnection(), e);
      throw e;
    }
  }
}
