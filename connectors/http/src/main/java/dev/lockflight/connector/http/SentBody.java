package dev.lockflight.connector.http;

import java.io.IOException;
import java.io.InputStream;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/** A body on its way out. */
final class SentBody extends RequestBody {
  private static final int CHUNK = 1 << 16;

  private final Body body;
  private final Moved moved;

  SentBody(Body body, Moved moved) {
    this.body = body;
    this.moved = moved;
  }

  /** Reading the content failed, not the network. */
  static final class SourceException extends IOException {
    SourceException(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }

  @Override
  public @Nullable MediaType contentType() {
    return body.type().isEmpty() ? null : MediaType.parse(body.type());
  }

  @Override
  public long contentLength() {
    return body.length();
  }

  /** Or the library would send it again by itself, whether or not that is safe. */
  @Override
  public boolean isOneShot() {
    return true;
  }

  @Override
  public void writeTo(BufferedSink sink) throws IOException {
    try (InputStream content = open()) {
      byte[] chunk = new byte[CHUNK];
      for (int read = read(content, chunk); read >= 0; read = read(content, chunk)) {
        var unused = sink.write(chunk, 0, read);
        moved.more(read);
      }
    }
    if (body.length() >= 0 && moved.bytes() != body.length()) {
      throw new SourceException(
          "it has " + moved.bytes() + " bytes instead of " + body.length(), null);
    }
    moved.end();
  }

  private InputStream open() throws SourceException {
    try {
      return body.open();
    } catch (IOException e) {
      throw new SourceException("cannot open it: " + e, e);
    }
  }

  private static int read(InputStream content, byte[] chunk) throws SourceException {
    try {
      return content.read(chunk);
    } catch (IOException e) {
      throw new SourceException("cannot read it: " + e, e);
    }
  }
}
