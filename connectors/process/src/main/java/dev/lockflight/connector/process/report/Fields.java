package dev.lockflight.connector.process.report;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The wanted members of an object, as text, while it is read. Used by one thread. */
final class Fields {
  private final Set<String> wanted;
  private final Map<String, String> read = new HashMap<>();

  Fields(String... wanted) {
    this.wanted = Set.of(wanted);
  }

  /** Keeps the member when it is wanted, otherwise skips it. */
  void part(String name, JsonWalk json) {
    String text = wanted.contains(name) ? json.text() : null;
    if (text != null) {
      read.put(name, text);
    } else if (!wanted.contains(name)) {
      json.skip();
    }
  }

  /** Empty when it was not there. */
  String take(String name) {
    return read.getOrDefault(name, "");
  }

  /** Null when it was not there, or is no number. */
  @Nullable BigDecimal number(String name) {
    return JsonWalk.number(read.get(name));
  }

  boolean has(String name) {
    return read.containsKey(name);
  }

  void clear() {
    read.clear();
  }
}
