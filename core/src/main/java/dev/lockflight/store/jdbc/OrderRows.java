package dev.lockflight.store.jdbc;

import dev.lockflight.LockflightException;
import dev.lockflight.OrderEntry;
import dev.lockflight.json.OrderJson;
import dev.lockflight.store.StoreException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** The journal of orders. */
final class OrderRows {
  private OrderRows() {}

  static void write(Handle handle, OrderEntry entry) {
    var unused =
        handle
            .createUpdate(
                """
                INSERT INTO <schema>.standing_order (at, type, body) VALUES (:at, :type, :body)
                """)
            .bind("at", Nanos.of(entry.at()))
            .bind("type", OrderJson.type(entry.order()))
            .bind("body", JsonText.wellFormed(OrderJson.body(entry.order())))
            .execute();
  }

  static List<OrderEntry> all(Handle handle) {
    return handle
        .createQuery("SELECT seq, at, type, body FROM <schema>.standing_order ORDER BY seq")
        .map((row, context) -> entry(row))
        .list();
  }

  private static OrderEntry entry(ResultSet row) throws SQLException {
    try {
      return new OrderEntry(
          Nanos.moment(row.getLong(2)), OrderJson.read(row.getString(3), row.getString(4)));
    } catch (LockflightException e) {
      throw new StoreException("order " + row.getLong(1) + " cannot be read: " + e.getMessage(), e);
    }
  }
}
