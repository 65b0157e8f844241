package dev.lockflight.connector.databricks;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Settings under the names they have in a profile: host, token, client_id ...
 *
 * @param source where they stand, for messages
 */
record AuthSettings(String source, Map<String, String> values) {
  private static final String PREFIX = "DATABRICKS_";

  AuthSettings {
    values = Map.copyOf(values);
  }

  /** {@code DATABRICKS_CLIENT_ID} is {@code client_id}; GitHub's two keep their names. */
  static AuthSettings ofVariables(Map<String, String> environment) {
    Map<String, String> values = new TreeMap<>();
    environment.forEach(
        (name, value) -> {
          if (name.startsWith(PREFIX) && !value.isBlank()) {
            values.put(name.substring(PREFIX.length()).toLowerCase(Locale.ROOT), value);
          } else if (name.startsWith("ACTIONS_ID_TOKEN_REQUEST_")) {
            values.put(name, value);
          }
        });
    return new AuthSettings("the environment", values);
  }

  boolean has(String name) {
    return !get(name).isEmpty();
  }

  String get(String name) {
    return values.getOrDefault(name, "").strip();
  }

  String required(String name, String why) {
    if (!has(name)) {
      throw new AuthSettingsException(
          source + " has no " + name + ", which " + why + "; set it, or " + variable(name));
    }
    return get(name);
  }

  static String variable(String name) {
    return PREFIX + name.toUpperCase(Locale.ROOT);
  }

  /** The names only. */
  @Override
  public String toString() {
    return source + " " + new TreeMap<>(values).keySet();
  }
}
