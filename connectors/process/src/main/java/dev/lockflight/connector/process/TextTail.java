package dev.lockflight.connector.process;

/** Remembers the end of a text, in memory bounded by twice that end and the longest line. */
final class TextTail {
  private final int kept;
  private final StringBuilder text = new StringBuilder();
  private boolean complete = true;

  TextTail(int kept) {
    this.kept = kept;
  }

  void add(String line) {
    text.append(line).append('\n');
    if (text.length() > 2 * kept + 1) {
      cut(kept + 1);
    }
  }

  CapturedText captured() {
    if (text.length() > kept + 1) {
      cut(kept + 1);
    }
    int end = text.length() == 0 ? 0 : text.length() - 1;
    return new CapturedText(text.substring(0, end), complete);
  }

  private void cut(int length) {
    int from = text.length() - length;
    text.delete(0, Character.isLowSurrogate(text.charAt(from)) ? from + 1 : from);
    complete = false;
  }
}
