package dev.lockflight.engine;

import dev.lockflight.Evidence;
import dev.lockflight.Verdict;
import dev.lockflight.json.Json;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * Replaces every secret revealed so far by {@code ***}: as it is, as it looks inside JSON, and line
 * by line. Values under four characters are left: replacing them would destroy more than it hides.
 * Thread-safe.
 */
final class Redactor {
  private static final int SHORTEST = 4;
  private static final String MASK = "***";

  private final ConcurrentSkipListSet<String> values =
      new ConcurrentSkipListSet<>(
          Comparator.comparingInt(String::length)
              .reversed()
              .thenComparing(Comparator.naturalOrder()));

  void add(String secret) {
    remember(secret);
    secret.lines().map(String::strip).forEach(this::remember);
    String json = Json.write(secret);
    remember(json.substring(1, json.length() - 1));
  }

  private void remember(String value) {
    if (value.length() >= SHORTEST) {
      values.add(value);
    }
  }

  String redact(String text) {
    String redacted = text;
    for (String value : values) {
      redacted = redacted.replace(value, MASK);
    }
    return redacted;
  }

  Evidence redact(Evidence evidence) {
    return values.isEmpty()
        ? evidence
        : new Evidence(
            redact(evidence.name()),
            redact(evidence.observed()),
            redact(evidence.expected()),
            redact(evidence.source()));
  }

  List<Evidence> redact(List<Evidence> evidence) {
    return evidence.stream().map(this::redact).toList();
  }

  Verdict redact(Verdict verdict) {
    return values.isEmpty()
        ? verdict
        : new Verdict(
            verdict.status(),
            redact(verdict.summary()),
            redact(verdict.evidence()),
            verdict.askAgainAt(),
            verdict.refusal());
  }

  Map<String, String> redact(Map<String, String> texts) {
    Map<String, String> redacted = new TreeMap<>();
    texts.forEach((key, value) -> redacted.put(redact(key), redact(value)));
    return redacted;
  }
}
