package dev.lockflight.store.jdbc;

import dev.lockflight.Digest;
import java.util.HexFormat;
import org.jdbi.v3.core.Handle;

/**
 * An advisory lock of one database. A session that ends, because its process was killed or its
 * connection broke, gives it back.
 *
 * @param key locks are numbers; this one is part of a digest, so that other programs do not meet it
 */
record PostgresLock(long key) {
  static PostgresLock of(String schema) {
    return named("lockflight/owner/" + schema);
  }

  static PostgresLock ofMigrations(String schema) {
    return named("lockflight/migrations/" + schema);
  }

  private static PostgresLock named(String name) {
    String digits = Digest.of(name).value().substring("sha256:".length());
    return new PostgresLock(HexFormat.fromHexDigitsToLong(digits.substring(0, 16)));
  }

  boolean tryToTake(Handle handle) {
    return handle
        .createQuery("SELECT pg_try_advisory_lock(:key)")
        .bind("key", key)
        .mapTo(Boolean.class)
        .one();
  }

  void giveBack(Handle handle) {
    handle.select("SELECT pg_advisory_unlock(?)", key).mapTo(Boolean.class).one();
  }

  void takeForTransaction(Handle handle) {
    handle.select("SELECT pg_advisory_xact_lock(?) IS NULL", key).mapTo(Boolean.class).one();
  }

  /** Whether any session has it; looking does not take it. */
  boolean isTaken(Handle handle) {
    return handle
            .createQuery(
                """
            SELECT count(*) FROM pg_locks
            WHERE locktype = 'advisory' AND objsubid = 1 AND granted
              AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
              AND classid::bigint = ((:key::bigint >> 32) & 4294967295)
              AND objid::bigint = (:key::bigint & 4294967295)
            """)
            .bind("key", key)
            .mapTo(Integer.class)
            .one()
        > 0;
  }
}
