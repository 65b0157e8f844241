package dev.lockflight.connector.github;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of a JSON object, in order; what is absent is left out. */
final class Fields {
  private final Map<String, Object> all = new LinkedHashMap<>();

  static Fields of(String name, Object value) {
    return new Fields().and(name, value);
  }

  Fields and(String name, Object value) {
    all.put(name, value);
    return this;
  }

  Fields andIf(String name, @Nullable Object value) {
    return value == null || value.equals("") ? this : and(name, value);
  }

  Map<String, Object> map() {
    return all;
  }
}
