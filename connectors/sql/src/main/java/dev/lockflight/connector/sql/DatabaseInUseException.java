package dev.lockflight.connector.sql;

import java.io.IOException;

/** Somebody else works with the database; later nobody may. */
final class DatabaseInUseException extends IOException {
  private static final long serialVersionUID = 1L;

  DatabaseInUseException(String message) {
    super(message);
  }
}
