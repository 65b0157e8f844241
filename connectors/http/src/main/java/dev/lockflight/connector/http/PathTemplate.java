package dev.lockflight.connector.http;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A path with places for values: {@code /repos/{owner}/{repo}}, {@code /files/{path*}}. */
final class PathTemplate {
  private static final Pattern PLACE = Pattern.compile("\\{([^{}*]+)(\\*?)}");

  private PathTemplate() {}

  /** The path with its places filled in order. */
  static String fill(String template, Object... values) {
    Matcher place = PLACE.matcher(template);
    StringBuilder path = new StringBuilder();
    int at = 0;
    while (place.find()) {
      if (at == values.length) {
        throw new InvalidRequestException(
            "path " + template + " has more places than the " + values.length + " values given");
      }
      String value = String.valueOf(values[at++]);
      String name = place.group(1);
      String encoded =
          place.group(2).isEmpty()
              ? PercentEncoding.segment(name, value)
              : PercentEncoding.segments(name, value);
      place.appendReplacement(path, Matcher.quoteReplacement(encoded));
    }
    if (at < values.length) {
      throw new InvalidRequestException(
          "path " + template + " has " + at + " places for the " + values.length + " values given");
    }
    return place.appendTail(path).toString();
  }
}
