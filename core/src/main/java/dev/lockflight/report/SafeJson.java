package dev.lockflight.report;

import dev.lockflight.json.Json;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A JSON object whose fields keep their order. */
final class SafeJson {
  private final Map<String, Object> fields = new LinkedHashMap<>();

  /** The field, unless there is nothing to say. */
  SafeJson put(String name, @Nullable Object value) {
    if (value != null) {
      fields.put(name, value);
    }
    return this;
  }

  /** The field as text, when there is something in it. */
  SafeJson text(String name, Optional<?> value) {
    return value.map(present -> put(name, present.toString())).orElse(this);
  }

  Map<String, Object> fields() {
    return fields;
  }

  /** On one line, without any character that could steer a terminal. */
  @Override
  public String toString() {
    String json = Json.write(fields);
    StringBuilder safe = new StringBuilder(json.length());
    json.codePoints()
        .forEach(
            c -> {
              if (SafeText.isTreacherous(c) && c <= 0xFFFF) {
                safe.append(String.format(Locale.ROOT, "\\u%04x", c));
              } else {
                safe.appendCodePoint(c);
              }
            });
    return safe.append('\n').toString();
  }
}
