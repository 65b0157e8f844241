package dev.lockflight.store.jdbc;

import java.util.List;
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

  /**
   * Refuses a database that has tables, but not the one that every store has. Looks once: between
   * two looks another process may have made the store.
   */
  @Override
  public boolean isStarted(Handle handle) {
    List<String> tables =
        handle
            .createQuery("SELECT name FROM main.sqlite_master WHERE type = 'table'")
            .mapTo(String.class)
            .list();
    if (tables.contains("meta")) {
      return true;
    }
    if (!tables.isEmpty()) {
      throw file.notAStore("it is an SQLite database of another program");
    }
    return false;
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
