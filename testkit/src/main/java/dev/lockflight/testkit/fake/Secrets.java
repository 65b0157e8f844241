package dev.lockflight.testkit.fake;

import dev.lockflight.MissingSecretException;
import dev.lockflight.Secret;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The secrets a test gives, and which of them were revealed. */
final class Secrets {
  private final Map<String, String> values = new ConcurrentHashMap<>();
  private final List<Secret> revealed = new CopyOnWriteArrayList<>();

  void put(Secret secret, String value) {
    values.put(secret.name(), value);
  }

  String reveal(Secret secret) {
    String value = values.get(secret.name());
    if (value == null) {
      throw new MissingSecretException(secret);
    }
    revealed.add(secret);
    return value;
  }

  String redact(String text) {
    String redacted = text;
    for (Secret secret : revealed) {
      String value = values.getOrDefault(secret.name(), "");
      redacted = value.isEmpty() ? redacted : redacted.replace(value, "***");
    }
    return redacted;
  }

  List<Secret> revealed() {
    return List.copyOf(revealed);
  }
}
