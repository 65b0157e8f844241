package dev.lockflight.report;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A terminal in memory that understands what the live view may send, and refuses everything else.
 */
final class TinyTerminal implements Appendable {
  private static final Pattern SEQUENCE = Pattern.compile("\u001B\\[(\\??)(\\d*)([A-Za-z])");

  private int width;
  private final int height;
  private final List<String> scrolledOut = new ArrayList<>();
  private final List<String[]> rows = new ArrayList<>();
  private int row;
  private int column;
  private boolean cursorVisible = true;
  private int written;

  TinyTerminal(int width, int height) {
    this.width = width;
    this.height = height;
    for (int i = 0; i < height; i++) {
      rows.add(blank());
    }
  }

  @CanIgnoreReturnValue
  @Override
  public Appendable append(CharSequence text) {
    written += text.length();
    Matcher sequence = SEQUENCE.matcher(text);
    int at = 0;
    while (at < text.length()) {
      if (text.charAt(at) == '\u001B') {
        if (!sequence.find(at) || sequence.start() != at) {
          throw new AssertionError("unknown sequence at " + at + ": " + text);
        }
        obey(sequence.group(1) + sequence.group(3), sequence.group(2));
        at = sequence.end();
      } else {
        int c = Character.codePointAt(text, at);
        show(c);
        at += Character.charCount(c);
      }
    }
    return this;
  }

  @CanIgnoreReturnValue
  @Override
  public Appendable append(CharSequence text, int start, int end) {
    return append(text.subSequence(start, end));
  }

  @CanIgnoreReturnValue
  @Override
  public Appendable append(char c) {
    return append(String.valueOf(c));
  }

  /** Makes it narrower; rows that no longer fit are wrapped, as terminals do it. */
  void narrow(int columns) {
    List<String> lines = rows.stream().map(TinyTerminal::text).limit(row).toList();
    width = columns;
    rows.replaceAll(old -> blank());
    row = 0;
    column = 0;
    lines.forEach(line -> append(line + "\r\n"));
  }

  private void obey(String command, String number) {
    switch (command) {
      case "A" -> row = Math.max(0, row - Integer.parseInt(number));
      case "K" -> Arrays.fill(rows.get(row), Math.min(column, width), width, " ");
      case "J" -> {
        Arrays.fill(rows.get(row), Math.min(column, width), width, " ");
        for (int below = row + 1; below < height; below++) {
          rows.set(below, blank());
        }
      }
      case "?l", "?h" -> {
        if (!number.equals("25")) {
          throw new AssertionError("unknown mode " + number);
        }
        cursorVisible = command.equals("?h");
      }
      case "m" -> {}
      default -> throw new AssertionError("unknown command " + number + command);
    }
  }

  private void show(int c) {
    if (c == '\r') {
      column = 0;
    } else if (c == '\n') {
      lineFeed();
    } else if (Character.isISOControl(c)) {
      throw new AssertionError("control character " + c);
    } else {
      print(c);
    }
  }

  private void print(int c) {
    int columns = Columns.of(c);
    if (column + columns > width) {
      column = 0;
      lineFeed();
    }
    if (columns > 0) {
      rows.get(row)[column] = Character.toString(c);
      if (columns == 2) {
        rows.get(row)[column + 1] = "";
      }
      column += columns;
    }
  }

  private void lineFeed() {
    if (row == height - 1) {
      scrolledOut.add(text(rows.remove(0)));
      rows.add(blank());
    } else {
      row++;
    }
  }

  private String[] blank() {
    String[] blank = new String[width];
    Arrays.fill(blank, " ");
    return blank;
  }

  private static String text(String[] cells) {
    return String.join("", cells).stripTrailing();
  }

  /** What a person sees now, empty rows at the end left out. */
  String screen() {
    return rows.stream().map(TinyTerminal::text).collect(Collectors.joining("\n")).stripTrailing();
  }

  /** Also what has left the screen at its top. */
  String everything() {
    return String.join("\n", scrolledOut) + (scrolledOut.isEmpty() ? "" : "\n") + screen();
  }

  boolean isCursorVisible() {
    return cursorVisible;
  }

  /** How many characters it was sent. */
  int written() {
    return written;
  }
}
