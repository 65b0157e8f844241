package dev.lockflight.connector.process;

import java.io.IOException;
import java.util.function.Consumer;

/** One place that lines of a running command come from, and what is known of its silence. */
final class Channel {
  private static final int CHUNK = 1 << 16;
  private static final long SILENCE_NANOS = 500_000_000;
  private final ByteSource source;
  private final LineStream lines;
  private final boolean inPieces;
  private final Consumer<String> problems;
  private final byte[] bytes = new byte[CHUNK];
  private long silentNanos;
  private boolean broken;

  /**
   * @param inPieces whether to deliver the beginning of a line when the rest is long in coming
   */
  Channel(ByteSource source, LineStream lines, boolean inPieces, Consumer<String> problems) {
    this.source = source;
    this.lines = lines;
    this.inPieces = inPieces;
    this.problems = problems;
  }

  /** Delivers what there is now, at most 64 KiB of it; false when there is nothing. */
  boolean pump() {
    int read = read();
    if (read > 0) {
      silentNanos = 0;
      lines.accept(bytes, read);
    }
    return read > 0;
  }

  private int read() {
    try {
      return broken ? 0 : source.read(bytes);
    } catch (IOException e) {
      broken = true;
      problems.accept(e.toString());
      return 0;
    }
  }

  void silentFor(long nanos) {
    silentNanos += nanos;
    if (inPieces && silentNanos >= SILENCE_NANOS) {
      silentNanos = 0;
      lines.flush();
    }
  }

  void end() {
    lines.end();
  }
}
