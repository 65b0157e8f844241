package dev.lockflight.connector.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** RFC 3986: everything but letters, digits and {@code -._~} is written as its UTF-8 bytes. */
final class PercentEncoding {
  private PercentEncoding() {}

  static String encode(String text) {
    StringBuilder encoded = new StringBuilder(text.length() + 16);
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      if (isUnreserved(c)) {
        encoded.append(c);
      } else {
        encoded.append(String.format(Locale.ROOT, "%%%02X", b & 0xff));
      }
    }
    return encoded.toString();
  }

  private static boolean isUnreserved(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || "-._~".indexOf(c) >= 0;
  }

  /** One segment of a path: its slashes are no separators. */
  static String segment(String name, String value) {
    if (value.isEmpty() || value.equals(".") || value.equals("..")) {
      throw new InvalidRequestException(
          name
              + " cannot be part of a path: '"
              + value
              + "'; give a name that is not empty, . or ..");
    }
    return encode(value);
  }

  /** Several segments, between slashes. */
  static String segments(String name, String value) {
    return Arrays.stream(value.split("/", -1))
        .map(part -> part.isEmpty() ? part : segment(name, part))
        .collect(Collectors.joining("/"));
  }
}
