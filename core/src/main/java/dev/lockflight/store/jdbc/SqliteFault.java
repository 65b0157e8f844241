package dev.lockflight.store.jdbc;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The failures of SQLite that a person can do something about. */
enum SqliteFault {
  FULL("the disk of %s is full; free space on it and try again. What was written before is there"),
  DAMAGED(
      "the file of %s is damaged; nothing was changed. Copy it with its -wal file, then restore a"
          + " backup or try the command .recover of the sqlite3 program on the copy"),
  FOREIGN("%s is not a Lockflight store: it is no SQLite database; nothing was changed"),
  LOCKED("%s stayed locked by another program; end that program, and try again"),
  READ_ONLY("%s cannot be written; check the permissions of the file and of its directory"),
  UNREACHABLE("the file of %s cannot be opened; check the path and its permissions"),
  TAKEN("%s has a row of this key already"),
  IO("the disk of %s reports an error; check the disk, then open the store again"),
  OTHER("%s reports an error");

  private final String meaning;

  SqliteFault(String meaning) {
    this.meaning = meaning;
  }

  /** The fault by SQLite's primary result code (sqlite.org/rescode.html). */
  static SqliteFault of(Throwable error) {
    SQLException cause = cause(error);
    int code = cause == null ? 0 : cause.getErrorCode() & 0xff;
    return switch (code) {
      case 5, 6 -> LOCKED;
      case 3, 8 -> READ_ONLY;
      case 10 -> IO;
      case 11 -> DAMAGED;
      case 13 -> FULL;
      case 14 -> UNREACHABLE;
      case 19 -> TAKEN;
      case 26 -> FOREIGN;
      default -> OTHER;
    };
  }

  String describe(Object store, Throwable error) {
    SQLException cause = cause(error);
    String said = (cause == null ? error : cause).getMessage();
    return meaning.formatted(store) + " (" + said + ")";
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
