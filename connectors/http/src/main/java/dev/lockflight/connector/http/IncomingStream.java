package dev.lockflight.connector.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The body of an answer; what breaks in it is the network's failure. */
final class IncomingStream extends FilterInputStream {
  private final Moved moved;

  IncomingStream(InputStream body, Moved moved) {
    super(body);
    this.moved = moved;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    try {
      int read = super.read(into, offset, length);
      if (read < 0) {
        moved.end();
      } else {
        moved.more(read);
      }
      return read;
    } catch (IOException e) {
      throw new WireException(WireException.Stage.READING, e);
    }
  }
}
