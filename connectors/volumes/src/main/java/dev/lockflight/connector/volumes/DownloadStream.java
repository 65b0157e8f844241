package dev.lockflight.connector.volumes;

import dev.lockflight.connector.http.Answer;
import dev.lockflight.connector.http.Request;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.util.Optional;

/**
 * The bytes of a file, fetched part by part while they are read. A file that changes meanwhile is
 * an error as far as the service notices it, which is to the second; the digests of a set show the
 * rest. For one thread.
 */
final class DownloadStream extends InputStream {
  private static final int PART = 8 << 20;
  private static final int NOT_THERE = 404;
  private static final int CHANGED = 412;
  private static final int BEHIND_THE_END = 416;

  private final FilesApi files;
  private final String path;
  private final long size;
  private final Optional<String> modified;
  private InputStream part;
  private long fetched;

  private DownloadStream(FilesApi files, String path, Answer first) throws IOException {
    this.files = files;
    this.path = path;
    byte[] bytes = bytes(first);
    part = new ByteArrayInputStream(bytes);
    fetched = bytes.length;
    size = first.status() == 206 ? sizeOf(first) : fetched;
    modified = first.header("Last-Modified");
  }

  /** Fetches the first part; empty when the file is not there. */
  static Optional<InputStream> open(FilesApi files, String path) throws IOException {
    Answer first = fetch(files, path, 0, Optional.empty());
    return first.status() == NOT_THERE
        ? Optional.empty()
        : Optional.of(new DownloadStream(files, path, first));
  }

  private static Answer fetch(FilesApi files, String path, long from, Optional<String> unchanged)
      throws IOException {
    Request request =
        files
            .file(path)
            .header("Range", "bytes=" + from + "-" + (from + PART - 1))
            .header("Accept", "application/octet-stream, application/json")
            .header("Accept-Encoding", "identity")
            .accepting(NOT_THERE, CHANGED, BEHIND_THE_END);
    Request conditional =
        unchanged.map(date -> request.header("If-Unmodified-Since", date)).orElse(request);
    return files.call(path, rest -> rest.send(conditional));
  }

  /** Of an empty file there is no part. */
  private static byte[] bytes(Answer answer) {
    return answer.status() == BEHIND_THE_END ? new byte[0] : answer.bytes();
  }

  /** What stands behind the slash of {@code bytes 0-7/42}. */
  private long sizeOf(Answer part) throws IOException {
    String range = part.header("Content-Range").orElse("");
    try {
      return Long.parseLong(range.substring(range.lastIndexOf('/') + 1));
    } catch (NumberFormatException e) {
      throw new FileSystemException(path, null, "a part came without its place: '" + range + "'");
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    int read = part.read(into, offset, length);
    if (read >= 0 || fetched == size) {
      return read;
    }
    Answer next = fetch(files, path, fetched, modified);
    if (next.status() != 206 || sizeOf(next) != size || next.bytes().length == 0) {
      throw new FileSystemException(
          path, null, "it changed while it was read (" + next + "); read it again");
    }
    part = new ByteArrayInputStream(next.bytes());
    fetched += next.bytes().length;
    return part.read(into, offset, length);
  }

  @Override
  public int available() throws IOException {
    return part.available();
  }
}
