package dev.lockflight.connector.http;

import java.net.URI;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What comes before the body of an answer. Immutable and thread-safe.
 *
 * @param uri what answered, behind all redirects
 * @param headers all headers; found under any case
 * @param at when it came
 */
public record AnswerHead(URI uri, int status, Map<String, List<String>> headers, Instant at) {
  public AnswerHead {
    Map<String, List<String>> any = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    any.putAll(headers);
    headers = Collections.unmodifiableMap(any);
  }

  /** The header's first value. */
  public Optional<String> header(String name) {
    return headers.getOrDefault(name, List.of()).stream().findFirst();
  }

  /** Give it to {@link Request#ifNoneMatch}. */
  public Optional<String> etag() {
    return header("ETag");
  }

  /** Whether it says that nothing has changed since: 304. */
  public boolean isNotModified() {
    return status == 304;
  }

  /** The id under which the service's people find this call in their logs. */
  public Optional<String> requestId() {
    return RequestIds.of(this);
  }

  /** When the server wants to be asked again, from Retry-After in seconds or as a date. */
  public Optional<Instant> retryAfter() {
    return header("Retry-After").flatMap(value -> RetryAfter.read(value, at));
  }

  @Override
  public String toString() {
    return "answer " + status;
  }
}
