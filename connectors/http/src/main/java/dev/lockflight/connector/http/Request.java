package dev.lockflight.connector.http;

import dev.lockflight.Progress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What to ask. Immutable and thread-safe: each method returns another.
 *
 * <p>Whether it may be repeated after it may have arrived follows from its method (RFC 9110): GET,
 * HEAD, OPTIONS, PUT and DELETE may, POST and PATCH may not. {@link #repeatable} and {@link #once}
 * say otherwise.
 */
public final class Request {
  private final Method method;
  private final Target target;
  private final Map<String, String> headers;
  private final Body body;
  private final Manner manner;

  private Request(
      Method method, Target target, Map<String, String> headers, Body body, Manner manner) {
    this.method = method;
    this.target = target;
    this.headers = headers;
    this.body = body;
    this.manner = manner;
  }

  private static Request to(Method method, Target target) {
    return new Request(method, target, Map.of(), Body.empty(), Manner.USUAL);
  }

  /**
   * A GET below the client's base URI.
   *
   * @param path with a place for each value: {@code {name}} takes one segment, {@code {name*}}
   *     keeps the value's slashes; all else is percent-encoded
   */
  public static Request get(String path, Object... values) {
    return to(Method.GET, Target.below(PathTemplate.fill(path, values)));
  }

  /** A GET of exactly this URI, for example one the service has answered. */
  public static Request get(URI uri) {
    return to(Method.GET, Target.exactly(uri));
  }

  public static Request head(String path, Object... values) {
    return to(Method.HEAD, Target.below(PathTemplate.fill(path, values)));
  }

  public static Request post(String path, Object... values) {
    return to(Method.POST, Target.below(PathTemplate.fill(path, values)));
  }

  public static Request post(URI uri) {
    return to(Method.POST, Target.exactly(uri));
  }

  public static Request put(String path, Object... values) {
    return to(Method.PUT, Target.below(PathTemplate.fill(path, values)));
  }

  public static Request put(URI uri) {
    return to(Method.PUT, Target.exactly(uri));
  }

  public static Request patch(String path, Object... values) {
    return to(Method.PATCH, Target.below(PathTemplate.fill(path, values)));
  }

  public static Request patch(URI uri) {
    return to(Method.PATCH, Target.exactly(uri));
  }

  public static Request delete(String path, Object... values) {
    return to(Method.DELETE, Target.below(PathTemplate.fill(path, values)));
  }

  public static Request delete(URI uri) {
    return to(Method.DELETE, Target.exactly(uri));
  }

  /** Adds a query parameter; the same name may come again. */
  public Request query(String name, Object value) {
    return new Request(method, target.with(name, String.valueOf(value)), headers, body, manner);
  }

  /** Adds the query parameter when there is a value. */
  public Request query(String name, Optional<?> value) {
    return value.isPresent() ? query(name, value.get()) : this;
  }

  /** The query parameter in place of those of its name. */
  public Request withQuery(String name, Object value) {
    return new Request(
        method, target.replacing(name, String.valueOf(value)), headers, body, manner);
  }

  public Request header(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Request(method, target, Map.copyOf(more), body, manner);
  }

  /** Answered with 304 and no body when nothing has changed since the answer with this ETag. */
  public Request ifNoneMatch(String etag) {
    return header("If-None-Match", etag);
  }

  public Request body(Body body) {
    return new Request(method, target, headers, body, manner);
  }

  /**
   * The value as the body, in JSON: a record, a map, a list, a {@link JsonTree}. Components that
   * are empty Optionals are left out; null in a map is written.
   */
  public Request json(Object value) {
    return body(Body.json(value));
  }

  public Request form(Map<String, String> fields) {
    return body(Body.form(fields));
  }

  /** The server does this once however often it is asked, for example by a token in the body. */
  public Request repeatable() {
    return with(manner.repeated(Manner.Repetition.ALWAYS));
  }

  /** Sends the token as {@code Idempotency-Key}, and may so be repeated. */
  public Request idempotencyKey(String key) {
    return header("Idempotency-Key", key).repeatable();
  }

  /** Never repeated once it may have arrived, whatever its method. */
  public Request once() {
    return with(manner.repeated(Manner.Repetition.NEVER));
  }

  /** How long it may take in all, with its retries and waits, up to the answer's last byte. */
  public Request within(Duration deadline) {
    return with(manner.within(deadline));
  }

  /** These statuses too are answers, not errors; a redirect among them is not followed. */
  public Request accepting(int... statuses) {
    return with(manner.accepting(statuses));
  }

  /** Other credentials than the client's, for the host it goes to first, whichever that is. */
  public Request as(Credentials credentials) {
    return with(manner.as(credentials));
  }

  /** Hears how many bytes of the body, or else of the answer, have moved. */
  public Request following(Consumer<Progress> progress) {
    return with(manner.following(progress));
  }

  /** Replaces the value by {@code ***} in all that is told about this call. */
  public Request hiding(String secret) {
    List<String> all = new ArrayList<>(manner.hidden());
    all.add(secret);
    return with(manner.hiding(all));
  }

  private Request with(Manner manner) {
    return new Request(method, target, headers, body, manner);
  }

  /** The same request for another address, such as the next page's. */
  Request at(URI uri) {
    return new Request(method, Target.exactly(uri), headers, body, manner);
  }

  Method method() {
    return method;
  }

  Target target() {
    return target;
  }

  Map<String, String> headers() {
    return headers;
  }

  Body body() {
    return body;
  }

  Manner manner() {
    return manner;
  }

  /** Whether sending it twice does no more than sending it once. */
  boolean isSafeToRepeat() {
    return manner.isRepeatable(method);
  }

  /** Method and path; never the query, the headers or the body. */
  @Override
  public String toString() {
    return method + " " + target;
  }
}
