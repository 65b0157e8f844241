package dev.lockflight.connector.databricks;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A JSON object that grows by copies, in the order in which it was written. */
record Fields(@JsonValue Map<String, Object> values) {
  static final Fields NONE = new Fields(Map.of());

  Fields {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  Fields with(String name, Object value) {
    Map<String, Object> all = new LinkedHashMap<>(values);
    all.put(name, value);
    return new Fields(all);
  }

  /** The value put into the object of that name. */
  Fields inside(String name, String key, Object value) {
    Fields inner = values.get(name) instanceof Fields fields ? fields : NONE;
    return with(name, inner.with(key, value));
  }

  /** The value at the end of the list of that name. */
  Fields adding(String name, Object value) {
    List<Object> all = new ArrayList<>();
    if (values.get(name) instanceof List<?> before) {
      all.addAll(before);
    }
    all.add(value);
    return with(name, List.copyOf(all));
  }
}
