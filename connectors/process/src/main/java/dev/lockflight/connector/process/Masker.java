package dev.lockflight.connector.process;

/**
 * Replaces secrets in a text that arrives in chunks, wherever the chunks are cut. Holds back the
 * end of a chunk as long as it may be the beginning of a secret.
 *
 * <p>A program that wraps its lines breaks a secret in two: from the fifth character on, a line
 * break and the white space behind it count as not there.
 */
final class Masker {
  private static final String MASK = "***";
  private static final int TELLING = 4;
  private static final int MOST_SKIPPED = 256;
  private static final int NO_MATCH = -1;
  private static final int NEEDS_MORE = -2;

  private final Redaction redaction;
  private final StringBuilder held = new StringBuilder();

  Masker(Redaction redaction) {
    this.redaction = redaction;
  }

  /** What of the text so far can be shown. */
  String pass(CharSequence more) {
    if (redaction.isEmpty()) {
      return more.toString();
    }
    held.append(more);
    StringBuilder shown = new StringBuilder(held.length());
    int at = 0;
    while (at < held.length()) {
      int end = redaction.startsWith(held.charAt(at)) ? match(at) : NO_MATCH;
      if (end == NEEDS_MORE) {
        break;
      }
      if (end == NO_MATCH) {
        shown.append(held.charAt(at));
        at++;
      } else {
        shown.append(MASK);
        at = end;
      }
    }
    held.delete(0, at);
    return shown.toString();
  }

  /** The rest, when nothing more will come; the telling beginning of a secret is not shown. */
  String end() {
    StringBuilder shown = new StringBuilder();
    while (held.length() > 0) {
      int end = match(0);
      if (end > 0) {
        shown.append(MASK);
        held.delete(0, end);
      } else if (end == NEEDS_MORE && held.length() >= TELLING) {
        shown.append(MASK);
        held.setLength(0);
      } else {
        shown.append(held.charAt(0));
        held.deleteCharAt(0);
      }
    }
    return shown.toString();
  }

  /** The end of the secret that starts here; a longer one that may still come goes first. */
  private int match(int at) {
    for (String shape : redaction.shapes()) {
      int end = match(shape, at);
      if (end != NO_MATCH) {
        return end;
      }
    }
    return NO_MATCH;
  }

  private int match(String shape, int at) {
    int matched = 0;
    int skipped = 0;
    boolean broken = false;
    for (int i = at; i < held.length(); i++) {
      char c = held.charAt(i);
      if (c == shape.charAt(matched)) {
        matched++;
        broken = false;
        if (matched == shape.length()) {
          return i + 1;
        }
      } else if (matched >= TELLING && skipped < MOST_SKIPPED && isGap(c, broken)) {
        broken = true;
        skipped++;
      } else {
        return NO_MATCH;
      }
    }
    return NEEDS_MORE;
  }

  private static boolean isGap(char c, boolean broken) {
    return c == '\n' || c == '\r' || (broken && (c == ' ' || c == '\t'));
  }
}
