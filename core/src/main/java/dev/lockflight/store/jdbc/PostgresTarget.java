package dev.lockflight.store.jdbc;

import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/** A schema that is brought up to date. */
record PostgresTarget(String schema, String name) implements Migrations.Target {
  @Override
  public boolean isStarted(Handle handle) {
    return handle
        .createQuery("SELECT to_regclass(:table) IS NOT NULL")
        .bind("table", schema + ".meta")
        .mapTo(Boolean.class)
        .one();
  }

  @Override
  public void exclusively(Handle handle, Consumer<Handle> work) {
    handle.useTransaction(
        within -> {
          PostgresLock.ofMigrations(schema).takeForTransaction(within);
          PostgresSession.makeDurable(within, true);
          within.execute("CREATE SCHEMA IF NOT EXISTS <schema>");
          within.execute("SET LOCAL search_path TO <schema>");
          work.accept(within);
        });
  }
}
