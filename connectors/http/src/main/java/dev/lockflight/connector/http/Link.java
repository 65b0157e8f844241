package dev.lockflight.connector.http;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** RFC 8288: {@code Link: <uri>; rel="next", <uri>; rel="last"}. */
final class Link {
  private static final Pattern LINK =
      Pattern.compile("<([^>]*)>((?:\\s*;\\s*[^=,;\\s]+\\s*=\\s*(?:\"[^\"]*\"|[^\",;\\s]+))*)");
  private static final Pattern NEXT =
      Pattern.compile(
          ";\\s*rel\\s*=\\s*(?:\"(?:[^\"]*\\s)?next(?:\\s[^\"]*)?\"|next(?=[\\s;]|$))",
          Pattern.CASE_INSENSITIVE);

  private Link() {}

  static Optional<URI> next(AnswerHead head) {
    for (String header : head.headers().getOrDefault("Link", List.of())) {
      Matcher link = LINK.matcher(header);
      while (link.find()) {
        if (NEXT.matcher(link.group(2)).find()) {
          return Location.resolve(head.uri(), link.group(1));
        }
      }
    }
    return Optional.empty();
  }
}
