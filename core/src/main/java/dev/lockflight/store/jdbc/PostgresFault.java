package dev.lockflight.store.jdbc;

import dev.lockflight.store.StoreException;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import org.jspecify.annotations.Nullable;

/** What PostgreSQL's error classes mean to people (its manual, appendix A). */
final class PostgresFault {
  private PostgresFault() {}

  static StoreException explain(Object store, String doing, Exception error) {
    SQLException cause = cause(error);
    String said = (cause == null ? error : cause).getMessage();
    return new StoreException(
        "cannot %s: %s %s (%s)".formatted(doing, store, meaning(cause), said), error);
  }

  /** A unique key was there already, or the check of the order divided by zero. */
  static boolean isOutOfOrder(SQLException error) {
    String state = state(error);
    return state.equals("23505") || state.equals("22012");
  }

  private static String meaning(@Nullable SQLException error) {
    String state = error == null ? "" : state(error);
    if (state.startsWith("08") || state.startsWith("57P") || error instanceof SQLTimeoutException) {
      return "cannot be reached; check the server, then resume";
    }
    return switch (state) {
      case "53100" ->
          "has no space left on the server's disk; free some and try again. What was"
              + " written before is there";
      case "53300" ->
          "gets no connection: the server has too many; raise max_connections or use a"
              + " smaller pool";
      case "42501" -> "may not be used by this user; grant it the schema";
      case "25006" -> "is read-only there; connect to the primary server";
      case "XX001", "XX002" -> "is damaged; restore a backup of the database";
      default -> "reports an error";
    };
  }

  private static String state(SQLException error) {
    return error.getSQLState() == null ? "" : error.getSQLState();
  }

  private static @Nullable SQLException cause(Throwable error) {
    for (Throwable at = error; at != null; at = at.getCause()) {
      if (at instanceof SQLException sql) {
        return sql;
      }
    }
    return null;
  }
}
