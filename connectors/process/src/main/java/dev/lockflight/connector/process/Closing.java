package dev.lockflight.connector.process;

import java.io.Closeable;
import java.io.IOException;

/** Closes what is not needed any more. */
final class Closing {
  private Closing() {}

  /** Why it could not be closed, or nothing. */
  static String of(Closeable closeable) {
    try {
      closeable.close();
      return "";
    } catch (IOException e) {
      return e.toString();
    }
  }
}
