package dev.lockflight.connector.volumes;

import dev.lockflight.artifact.ArtifactContent;
import dev.lockflight.connector.http.Body;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * A content, part by part, from one stream as long as they are taken in order. A part that is asked
 * for again opens it anew. For one thread.
 */
final class ContentParts implements AutoCloseable {
  private final ArtifactContent content;
  private final long size;
  private @Nullable InputStream stream;
  private long position;

  ContentParts(ArtifactContent content, long size) {
    this.content = content;
    this.size = size;
  }

  long size() {
    return size;
  }

  Body part(long from, long length) {
    return Body.stream("application/octet-stream", length, () -> open(from, length));
  }

  private InputStream open(long from, long length) throws IOException {
    InputStream there = stream;
    if (there == null || position != from) {
      close();
      there = content.open();
      stream = there;
      there.skipNBytes(from);
      position = from;
    }
    return new Part(there, length);
  }

  @Override
  public void close() throws IOException {
    if (stream != null) {
      stream.close();
      stream = null;
    }
  }

  /** So many bytes of the shared stream, which stays open behind it. */
  private final class Part extends FilterInputStream {
    private long left;

    Part(InputStream whole, long length) {
      super(whole);
      left = length;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      if (left == 0) {
        return -1;
      }
      int read = super.read(into, offset, (int) Math.min(length, left));
      if (read < 0) {
        throw new EOFException("the content became shorter while it was sent");
      }
      left -= read;
      position += read;
      return read;
    }

    @Override
    public void close() {}
  }
}
