package dev.lockflight;

import java.util.Map;
import java.util.Optional;

/** Where secrets come from; handed to the engine. Implementations must be thread-safe. */
@FunctionalInterface
public interface SecretSource {
  /** The value of the secret now, or empty when this source does not have it. */
  Optional<String> find(Secret secret);

  /** No secrets at all. */
  static SecretSource none() {
    return secret -> Optional.empty();
  }

  /** A fixed set, for example {@code System.getenv()}. */
  static SecretSource of(Map<String, String> values) {
    Map<String, String> copy = Map.copyOf(values);
    return secret -> Optional.ofNullable(copy.get(secret.name()));
  }
}
