package dev.lockflight.connector.http;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text of a stranger, short and on one line. */
final class Excerpt {
  private static final int LONGEST = 500;
  private static final Pattern TITLE =
      Pattern.compile("<title[^>]*>([^<]*)</title>", Pattern.CASE_INSENSITIVE);
  private static final Pattern HTML =
      Pattern.compile("^\\s*<(!doctype html|html|head|body)\\b", Pattern.CASE_INSENSITIVE);

  private Excerpt() {}

  static String of(String text) {
    String line = text.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
    int end = Math.min(line.length(), LONGEST);
    return end < line.length() ? line.substring(0, end) + " ..." : line;
  }

  static boolean isHtml(String text) {
    return HTML.matcher(text).find();
  }

  /** What a page says it is: its title. */
  static String ofHtml(String page) {
    Matcher title = TITLE.matcher(page);
    return title.find() ? "an HTML page, \"" + of(title.group(1)) + "\"" : "an HTML page";
  }
}
