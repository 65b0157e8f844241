package dev.lockflight.store.jdbc;

import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** What a store says of itself: its schema version and the name of its last owner. */
final class Meta {
  private Meta() {}

  static void put(Handle handle, String name, String value) {
    handle
        .createUpdate(
            """
                INSERT INTO <schema>.meta (name, value) VALUES (:name, :value)
                ON CONFLICT (name) DO UPDATE SET value = excluded.value
                """)
        .bind("name", name)
        .bind("value", value)
        .execute();
  }

  static Optional<String> find(Handle handle, String name) {
    return handle
        .createQuery("SELECT value FROM <schema>.meta WHERE name = :name")
        .bind("name", name)
        .mapTo(String.class)
        .findOne();
  }
}
