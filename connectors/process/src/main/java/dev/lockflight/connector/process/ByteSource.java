package dev.lockflight.connector.process;

import java.io.IOException;
import java.io.InputStream;

/** Bytes that come while a command runs. */
interface ByteSource {
  /** Reads what there is now and returns how much that was; never waits. */
  int read(byte[] into) throws IOException;

  /**
   * A pipe. Its end looks like silence: the caller knows by other means when the writer is gone.
   */
  static ByteSource of(InputStream pipe) {
    return into -> {
      int ready = Math.min(pipe.available(), into.length);
      return ready == 0 ? 0 : Math.max(0, pipe.read(into, 0, ready));
    };
  }
}
