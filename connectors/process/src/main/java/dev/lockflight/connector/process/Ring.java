package dev.lockflight.connector.process;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** A file that keeps the last bytes written to it; it exists from the first byte to the close. */
final class Ring extends OutputStream {
  private static final int CHUNK = 1 << 16;
  private final Path file;
  private final long capacity;
  private @Nullable FileChannel channel;
  private long written;

  Ring(Path file, long capacity) {
    this.file = file;
    this.capacity = capacity;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    FileChannel open = open();
    int done = 0;
    while (done < length) {
      long at = (written + done) % capacity;
      int fits = (int) Math.min(length - done, capacity - at);
      writeFully(open, ByteBuffer.wrap(bytes, offset + done, fits), at);
      done += fits;
    }
    written += length;
  }

  private static void writeFully(FileChannel channel, ByteBuffer bytes, long at)
      throws IOException {
    long position = at;
    while (bytes.hasRemaining()) {
      position += channel.write(bytes, position);
    }
  }

  private FileChannel open() throws IOException {
    if (channel == null) {
      channel =
          FileChannel.open(
              file,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
    }
    return channel;
  }

  /** Appends what is left, from the beginning of a line on; true when nothing was left out. */
  boolean appendTo(OutputStream out) throws IOException {
    long from = written <= capacity ? 0 : lineStart(written - capacity);
    if (from > 0) {
      String gap = "… " + from + " bytes left out …\n";
      out.write(gap.getBytes(StandardCharsets.UTF_8));
    }
    ByteBuffer bytes = ByteBuffer.allocate(CHUNK);
    for (long at = from; at < written; at += bytes.limit()) {
      read(bytes, at);
      out.write(bytes.array(), 0, bytes.limit());
    }
    return from == 0;
  }

  /** Behind the first line break; where there is none but the last, a whole character will do. */
  private long lineStart(long oldest) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(CHUNK);
    for (long at = oldest; at < written; at += bytes.limit()) {
      read(bytes, at);
      for (int i = 0; i < bytes.limit(); i++) {
        if (bytes.get(i) == '\n' && at + i + 1 < written) {
          return at + i + 1;
        }
      }
    }
    read(bytes, oldest);
    int skip = 0;
    while (skip < bytes.limit() && (bytes.get(skip) & 0xC0) == 0x80) {
      skip++;
    }
    return oldest + skip;
  }

  private void read(ByteBuffer bytes, long at) throws IOException {
    long place = at % capacity;
    long length = Math.min(Math.min(written - at, capacity - place), bytes.capacity());
    bytes.clear().limit((int) length);
    while (bytes.hasRemaining()) {
      if (open().read(bytes, place + bytes.position()) < 0) {
        throw new IOException(file + " is shorter than what was written to it");
      }
    }
  }

  @Override
  public void close() throws IOException {
    if (channel != null) {
      channel.close();
      Files.deleteIfExists(file);
    }
  }
}
