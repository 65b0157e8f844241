package dev.lockflight.connector.cli;

import dev.lockflight.report.Screen;
import java.io.InputStream;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/**
 * Where a command reads and writes.
 *
 * @param screen what can be drawn on; null when the output is not a terminal, so that nobody can be
 *     asked either
 */
record Terminal(InputStream in, PrintStream out, PrintStream err, @Nullable Screen screen) {
  boolean isInteractive() {
    return screen != null;
  }

  boolean hasColours() {
    return screen != null && screen.colours();
  }
}
