package dev.lockflight.report;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes HTML, and SVG in it. Whatever comes in as text or as the value of an attribute is escaped
 * here and nowhere else; names of tags and attributes are ours.
 */
final class Html {
  private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s<>\"'`]+");
  private static final Set<String> EMPTY = Set.of("meta", "path", "rect", "polygon", "line", "br");

  private final StringBuilder out = new StringBuilder(1 << 14);
  private final Deque<String> open = new ArrayDeque<>();

  /** An element with attributes, as names and values in turn. */
  void open(String tag, String... attributes) {
    out.append('<').append(tag);
    for (int i = 0; i < attributes.length; i += 2) {
      out.append(' ').append(attributes[i]).append("=\"");
      escape(attributes[i + 1]);
      out.append('"');
    }
    out.append('>');
    if (!EMPTY.contains(tag)) {
      open.push(tag);
    } else if (open.contains("svg")) {
      out.insert(out.length() - 1, '/');
    }
  }

  /** Ends the innermost element. */
  void close() {
    out.append("</").append(open.pop()).append('>');
    if (open.size() < 6) {
      out.append('\n');
    }
  }

  /** A whole element with text in it. */
  void element(String tag, String text, String... attributes) {
    open(tag, attributes);
    text(text);
    close();
  }

  void text(String text) {
    escape(text);
  }

  /** Text in which addresses of the web can be followed. */
  void prose(String text) {
    String clean = SafeText.lines(text);
    Matcher found = ADDRESS.matcher(clean);
    int done = 0;
    while (found.find()) {
      String address = found.group().replaceAll("[.,;:!?)\\]]+$", "");
      escape(clean.substring(done, found.start()));
      link(address);
      done = found.start() + address.length();
    }
    escape(clean.substring(done));
  }

  /** Followed only by a click, without telling from where; anything but http(s) stays text. */
  private void link(String address) {
    if (isAddress(address)) {
      element("a", address, "href", address, "rel", "noopener noreferrer nofollow");
    } else {
      escape(address);
    }
  }

  private static boolean isAddress(String text) {
    try {
      URI uri = new URI(text);
      return uri.getHost() != null && uri.getUserInfo() == null;
    } catch (URISyntaxException e) {
      return false;
    }
  }

  /** The style sheet of this jar, as it is. */
  void style(String ownSheet) {
    out.append("<style>\n").append(ownSheet).append("</style>\n");
  }

  void doctype() {
    out.append("<!doctype html>\n");
  }

  private void escape(String text) {
    String clean = SafeText.lines(text);
    for (int i = 0; i < clean.length(); i++) {
      char c = clean.charAt(i);
      switch (c) {
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '&' -> out.append("&amp;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        default -> out.append(c);
      }
    }
  }

  @Override
  public String toString() {
    if (!open.isEmpty()) {
      throw new IllegalStateException("elements not closed: " + open);
    }
    return out.toString();
  }
}
