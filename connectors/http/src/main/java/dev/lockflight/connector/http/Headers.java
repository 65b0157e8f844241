package dev.lockflight.connector.http;

import dev.lockflight.Progress;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Which headers a request carries to which origin, and what must not be told of them. */
final class Headers {
  /** Of the request's own headers only these go on to a stranger the request was sent to. */
  private static final Set<String> FOR_STRANGERS =
      Set.of(
          "accept",
          "accept-encoding",
          "range",
          "if-range",
          "if-match",
          "if-none-match",
          "if-modified-since",
          "if-unmodified-since");

  private final RestSettings.Identity identity;
  private final Request request;
  private final Origin first;
  private final Set<String> secrets;

  Headers(RestSettings.Identity identity, Request request, Origin first) {
    this.identity = identity;
    this.request = request;
    this.first = first;
    secrets = new HashSet<>(request.manner().hidden());
    request.headers().forEach(this::learn);
  }

  private void learn(String name, String value) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.contains("auth")
        || lower.contains("token")
        || lower.contains("cookie")
        || lower.contains("secret")
        || lower.contains("api-key")) {
      var unused = secrets.add(value);
    }
  }

  /** The credentials for this origin; none for one that is not known to be the service. */
  Map<String, String> proofFor(Origin origin) throws InterruptedException {
    Map<String, String> proof = Map.of();
    if (request.manner().credentials().isPresent()) {
      proof = origin.equals(first) ? request.manner().credentials().get().headers() : proof;
    } else if (identity.origins().contains(origin)) {
      proof = identity.credentials().headers();
    }
    secrets.addAll(proof.values());
    return proof;
  }

  void refused(Map<String, String> proof) {
    request.manner().credentials().orElse(identity.credentials()).refused(proof);
  }

  boolean accepts(int status) {
    return request.manner().accepted().contains(status);
  }

  Optional<Consumer<Progress>> follower() {
    return request.manner().follower();
  }

  Redaction redaction() {
    return Redaction.of(secrets);
  }

  /**
   * All headers for this origin.
   *
   * @param now those that only this attempt has
   */
  Map<String, String> to(Origin origin, Map<String, String> proof, Map<String, String> now) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("User-Agent", UserAgent.of(identity.product()));
    all.put("Accept", "application/json, */*;q=0.5");
    if (identity.origins().contains(origin)) {
      identity.headers().forEach((name, value) -> put(all, name, value));
    }
    request.headers().forEach((name, value) -> putOwn(all, origin, name, value));
    now.forEach((name, value) -> put(all, name, value));
    proof.forEach((name, value) -> put(all, name, value));
    return all;
  }

  private void putOwn(Map<String, String> all, Origin origin, String name, String value) {
    if (origin.equals(first) || FOR_STRANGERS.contains(name.toLowerCase(Locale.ROOT))) {
      put(all, name, value);
    }
  }

  private static void put(Map<String, String> all, String name, String value) {
    var unused = all.keySet().removeIf(name::equalsIgnoreCase);
    all.put(name, value);
  }
}
