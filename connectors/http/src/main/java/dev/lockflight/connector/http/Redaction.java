package dev.lockflight.connector.http;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Replaces what must not be told by {@code ***}, also where it stands inside JSON or a URL. */
final class Redaction {
  /** Shorter ones would hide half of every text and are no secrets. */
  private static final int SHORTEST = 4;

  private final List<String> shapes;

  private Redaction(Collection<String> secrets) {
    Set<String> all = new LinkedHashSet<>();
    for (String secret : secrets) {
      all.add(secret);
      all.add(secret.strip());
      all.add(PercentEncoding.encode(secret.strip()));
      all.add(secret.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n"));
      all.add(secret.substring(secret.indexOf(' ') + 1));
    }
    shapes =
        all.stream()
            .filter(shape -> shape.length() >= SHORTEST)
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList();
  }

  /** Of header values too: what follows their scheme, such as Bearer, is hidden alone as well. */
  static Redaction of(Collection<String> secrets) {
    return new Redaction(secrets);
  }

  String apply(String text) {
    String shown = text;
    for (String shape : shapes) {
      shown = shown.replace(shape, "***");
    }
    return shown;
  }
}
