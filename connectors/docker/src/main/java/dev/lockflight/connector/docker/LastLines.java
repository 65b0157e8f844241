package dev.lockflight.connector.docker;

import dev.lockflight.connector.process.LineListener;
import dev.lockflight.connector.process.LineSource;
import java.util.ArrayDeque;
import java.util.Deque;

/** Keeps the last lines it hears, at most some thousand characters. For one thread. */
final class LastLines implements LineListener {
  private static final int MOST = 4_000;

  private final Deque<String> lines = new ArrayDeque<>();
  private int length;

  @Override
  public void line(LineSource source, String line) {
    String kept = line.length() > MOST ? line.substring(line.length() - MOST) : line;
    lines.addLast(kept);
    length += kept.length() + 1;
    while (length > MOST && lines.size() > 1) {
      length -= lines.removeFirst().length() + 1;
    }
  }

  String text() {
    return String.join("\n", lines);
  }
}
