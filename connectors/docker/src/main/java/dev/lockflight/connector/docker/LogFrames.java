package dev.lockflight.connector.docker;

import dev.lockflight.connector.http.StreamedAnswer;
import dev.lockflight.connector.process.LineListener;
import dev.lockflight.connector.process.LineSource;
import java.io.IOException;
import java.io.InputStream;

/**
 * Reads the engine's stream of frames: eight bytes (1 or 2 for the stream, three zeros, the length
 * in four bytes, the highest first), then so much output. A container with a terminal has no
 * frames.
 */
final class LogFrames implements StreamedAnswer.Reader<Boolean> {
  private static final int HEADER = 8;
  private static final int CHUNK = 1 << 16;

  private final LogLines output;
  private final LogLines errors;
  private final boolean plain;

  LogFrames(LineListener listener, boolean plain) {
    output = new LogLines(line -> listener.line(LineSource.OUTPUT, line));
    errors = new LogLines(line -> listener.line(LineSource.ERRORS, line));
    this.plain = plain;
  }

  @Override
  public Boolean read(StreamedAnswer answer) throws IOException {
    if (plain) {
      var unused = copy(answer.body(), output, Long.MAX_VALUE);
    } else {
      frames(answer.body());
    }
    output.end();
    errors.end();
    return true;
  }

  private void frames(InputStream in) throws IOException {
    byte[] header = in.readNBytes(HEADER);
    while (header.length > 0) {
      if (header.length < HEADER || header[0] < 0 || header[0] > 2) {
        throw DockerException.fatal("the engine's log stream is not made of frames");
      }
      long length = 0;
      for (int i = 4; i < HEADER; i++) {
        length = length << 8 | (header[i] & 0xff);
      }
      long missing = copy(in, header[0] == 2 ? errors : output, length);
      if (missing > 0) {
        throw DockerException.passing("the engine's log stream breaks off in a frame; retry");
      }
      header = in.readNBytes(HEADER);
    }
  }

  /** How much did not come. */
  private static long copy(InputStream in, LogLines lines, long length) throws IOException {
    byte[] bytes = new byte[(int) Math.min(length, CHUNK)];
    long left = length;
    while (left > 0) {
      int read = in.read(bytes, 0, (int) Math.min(left, bytes.length));
      if (read < 0) {
        return length == Long.MAX_VALUE ? 0 : left;
      }
      lines.accept(bytes, read);
      left -= read;
    }
    return 0;
  }
}
