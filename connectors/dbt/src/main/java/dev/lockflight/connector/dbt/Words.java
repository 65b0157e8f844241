package dev.lockflight.connector.dbt;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps each text once: ids, tags and schemas repeat thousands of times in a manifest. Not
 * thread-safe.
 */
final class Words {
  private final Map<String, String> known = new HashMap<>();

  String once(String text) {
    if (text.isEmpty()) {
      return "";
    }
    String first = known.putIfAbsent(text, text);
    return first == null ? text : first;
  }

  List<String> once(List<String> texts) {
    if (texts.isEmpty()) {
      return List.of();
    }
    List<String> all = new ArrayList<>(texts.size());
    texts.forEach(text -> all.add(once(text)));
    return List.copyOf(all);
  }

  Map<String, String> once(Map<String, String> texts) {
    if (texts.isEmpty()) {
      return Map.of();
    }
    Map<String, String> all = new HashMap<>();
    texts.forEach((name, text) -> all.put(once(name), once(text)));
    return Map.copyOf(all);
  }
}
