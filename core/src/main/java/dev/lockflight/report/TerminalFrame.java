package dev.lockflight.report;

import java.io.Flushable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Rows on a terminal that are drawn over in place. Used: CUU, EL, ED (ECMA-48) and DECTCEM to hide
 * the cursor. The cursor rests in the row below the frame.
 */
final class TerminalFrame {
  private static final String HIDE = "\u001B[?25l";
  private static final String SHOW = "\u001B[?25h";
  private static final String END_OF_LINE = "\u001B[K\r\n";
  private static final String CLEAR_BELOW = "\u001B[J";

  private final Appendable out;
  private Screen screen;
  private List<String> shown = List.of();
  private boolean hidden;

  TerminalFrame(Appendable out, Screen screen) {
    this.out = out;
    this.screen = screen;
  }

  void resize(Screen changed) {
    screen = changed;
  }

  /** As many rows as fit above the last one; nothing when they are there already. */
  void draw(List<LiveRow> rows) {
    List<LiveRow> fitting = LiveRow.fitted(rows, screen.height() - 1);
    List<String> lines = fitting.stream().map(row -> row.on(screen)).toList();
    if (!lines.equals(shown)) {
      write(lines);
    }
  }

  /** All rows; the terminal scrolls when they are more than it has. */
  void drawWhole(List<LiveRow> rows) {
    write(rows.stream().map(row -> row.on(screen)).toList());
  }

  /** Leaves the frame where it is and shows the cursor. */
  void leave() {
    shown = List.of();
    if (hidden) {
      hidden = false;
      append(SHOW);
    }
  }

  private void write(List<String> lines) {
    StringBuilder text = new StringBuilder(hidden ? "" : HIDE);
    hidden = true;
    int up = Math.min(rowsShown(), screen.height() - 1);
    if (up > 0) {
      text.append("\u001B[").append(up).append('A');
    }
    text.append('\r');
    lines.forEach(line -> text.append(line).append(END_OF_LINE));
    append(text.append(CLEAR_BELOW).toString());
    shown = lines;
  }

  /** How many rows the frame takes, also when the terminal has become narrower and wrapped it. */
  private int rowsShown() {
    return shown.stream()
        .mapToInt(
            line -> Math.max(0, Columns.of(SafeText.unstripped(line)) - 1) / screen.width() + 1)
        .sum();
  }

  private void append(String text) {
    try {
      out.append(text);
      if (out instanceof Flushable stream) {
        stream.flush();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write to the terminal", e);
    }
  }
}
