package dev.lockflight.store.jdbc;

import dev.lockflight.json.Json;
import dev.lockflight.store.RunStore.Request;
import dev.lockflight.store.StoreException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** What other processes ask of the owner, and what it answered. */
final class Requests {
  private Requests() {}

  static void send(Handle handle, Request request) {
    handle
        .createUpdate(
            """
                INSERT INTO <schema>.request (id, kind, body) VALUES (:id, :kind, :body)
                ON CONFLICT (id) DO NOTHING
                """)
        .bind("id", request.id())
        .bind("kind", request.kind())
        .bind("body", JsonText.of(request.body()))
        .execute();
  }

  static List<Request> waiting(Handle handle) {
    return handle
        .createQuery(
            "SELECT id, kind, body FROM <schema>.request WHERE answer IS NULL ORDER BY position")
        .map(
            (row, context) ->
                new Request(row.getString(1), row.getString(2), text(row.getString(3))))
        .list();
  }

  static void answer(Handle handle, String id, String answer) {
    int answered =
        handle
            .createUpdate(
                "UPDATE <schema>.request SET answer = :answer WHERE id = :id AND answer IS NULL")
            .bind("answer", JsonText.of(answer))
            .bind("id", id)
            .execute();
    if (answered == 0 && !exists(handle, id)) {
      throw new StoreException("there is no request '" + id + "' to answer");
    }
  }

  private static boolean exists(Handle handle, String id) {
    return handle
        .createQuery("SELECT 1 FROM <schema>.request WHERE id = :id")
        .bind("id", id)
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  static Optional<String> answerTo(Handle handle, String id) {
    return handle
        .createQuery("SELECT answer FROM <schema>.request WHERE id = :id AND answer IS NOT NULL")
        .bind("id", id)
        .mapTo(String.class)
        .findOne()
        .map(Requests::text);
  }

  private static String text(String json) {
    return Json.read(json, String.class);
  }
}
