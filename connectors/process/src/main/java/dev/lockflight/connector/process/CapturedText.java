package dev.lockflight.connector.process;

/**
 * The end of what a program wrote to one stream. Immutable.
 *
 * @param text its last lines, joined by {@code \n}, without one at the end; bytes that are not
 *     UTF-8 and control characters other than tab appear as U+FFFD
 * @param complete false when the text lacks the beginning
 */
public record CapturedText(String text, boolean complete) {
  @Override
  public String toString() {
    return complete ? text : "…" + text;
  }
}
