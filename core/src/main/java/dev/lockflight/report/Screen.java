package dev.lockflight.report;

/**
 * What a live view may draw on.
 *
 * @param width in columns, at least 20; {@link TerminalProgress} leaves the last one free
 * @param height in rows, at least 2; the live frame leaves the last one free
 * @param colours whether it understands SGR sequences
 * @param unicode whether it shows more than ASCII
 */
public record Screen(int width, int height, boolean colours, boolean unicode) {
  public Screen {
    width = Math.max(20, width);
    height = Math.max(2, height);
  }

  /** A screen with colours and Unicode; sizes that are too small are taken as the smallest. */
  public static Screen of(int width, int height) {
    return new Screen(width, height, true, true);
  }

  public Screen withoutColours() {
    return new Screen(width, height, false, unicode);
  }

  public Screen inAscii() {
    return new Screen(width, height, colours, false);
  }
}
