package dev.lockflight.store.jdbc;

import dev.lockflight.json.Json;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** How far things were handled, by name; values are JSON strings. */
final class Bookmarks {
  private Bookmarks() {}

  static Optional<String> find(Handle handle, String name) {
    return handle
        .createQuery("SELECT value FROM <schema>.bookmark WHERE name = :name")
        .bind("name", JsonText.of(name))
        .mapTo(String.class)
        .findOne()
        .map(json -> Json.read(json, String.class));
  }

  static void keep(Handle handle, String name, String value) {
    handle
        .createUpdate(
            """
                INSERT INTO <schema>.bookmark (name, value) VALUES (:name, :value)
                ON CONFLICT (name) DO UPDATE SET value = excluded.value
                """)
        .bind("name", JsonText.of(name))
        .bind("value", JsonText.of(value))
        .execute();
  }
}
