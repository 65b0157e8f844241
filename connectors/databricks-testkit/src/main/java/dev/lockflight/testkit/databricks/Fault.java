package dev.lockflight.testkit.databricks;

import java.time.Duration;

/**
 * Something that goes wrong, and when. Immutable and thread-safe: each method returns another.
 * Without more it strikes the first request that comes, once.
 */
public final class Fault {
  private final Kind kind;
  private final Reply reply;
  private final Duration pause;
  private final Strikes strikes;
  private final Runnable also;

  enum Kind {
    ANSWERED,
    RESET,
    ANSWER_LOST,
    HALF_WRITTEN,
    ANSWER_CUT,
    SLOW
  }

  /** Which requests count, and which of those it strikes. */
  record Strikes(String method, String path, int first, int times) {
    boolean counts(SeenRequest request) {
      return (method.isEmpty() || method.equals(request.method()))
          && request.path().startsWith(path);
    }

    boolean strikes(int count) {
      return count >= first && count - first < times;
    }
  }

  private Fault(Kind kind, Reply reply, Duration pause, Strikes strikes, Runnable also) {
    this.kind = kind;
    this.reply = reply;
    this.pause = pause;
    this.strikes = strikes;
    this.also = also;
  }

  private static Fault of(Kind kind, Reply reply, Duration pause) {
    return new Fault(kind, reply, pause, new Strikes("", "/", 1, 1), () -> {});
  }

  private static Fault of(Kind kind) {
    return of(kind, Reply.empty(500), Duration.ZERO);
  }

  /** The connection breaks before anything is done. */
  public static Fault reset() {
    return of(Kind.RESET);
  }

  /** The effect happens; the connection breaks before the answer. */
  public static Fault answerLost() {
    return of(Kind.ANSWER_LOST);
  }

  /**
   * The effect happens with the first half of the body; the connection breaks before the answer.
   */
  public static Fault halfWritten() {
    return of(Kind.HALF_WRITTEN);
  }

  /** The effect happens; the connection breaks in the middle of the answer's body. */
  public static Fault answerCut() {
    return of(Kind.ANSWER_CUT);
  }

  /** Nothing is done, and this error is answered. */
  public static Fault answer(int status, String errorCode, String message) {
    return of(Kind.ANSWERED, Reply.error(status, errorCode, message, ""), Duration.ZERO);
  }

  /** Nothing is done, and a page of a proxy is answered. */
  public static Fault html(int status) {
    String page = "<html><head><title>Error " + status + "</title></head><body></body></html>";
    return of(Kind.ANSWERED, Reply.text(status, "text/html", page), Duration.ZERO);
  }

  /** 429: nothing is done, come back after so many seconds. */
  public static Fault throttled(Duration retryAfter) {
    Reply reply =
        Reply.error(429, "REQUEST_LIMIT_EXCEEDED", "Too many requests, slow down.", "")
            .with("Retry-After", Long.toString(retryAfter.toSeconds()));
    return of(Kind.ANSWERED, reply, Duration.ZERO);
  }

  /** An address for an upload is not valid any more: 403, as AWS says it. */
  public static Fault expiredUploadAddress() {
    return of(Kind.ANSWERED, Uploads.expired(), Duration.ZERO).on("PUT", Uploads.STORAGE);
  }

  /** The answer comes, but late. */
  public static Fault slow(Duration pause) {
    return of(Kind.SLOW, Reply.empty(500), pause);
  }

  /** Only requests of this method to a path that starts so; the path is decoded. */
  public Fault on(String method, String pathPrefix) {
    return with(new Strikes(method, pathPrefix, strikes.first, strikes.times));
  }

  /** The n-th of its requests, from 1 on, counted from when the fault is added. */
  public Fault nth(int number) {
    return with(new Strikes(strikes.method, strikes.path, number, strikes.times));
  }

  /** So many of its requests in a row. */
  public Fault times(int number) {
    return with(new Strikes(strikes.method, strikes.path, strikes.first, number));
  }

  /** All of its requests from then on, until the faults are cleared. */
  public Fault forGood() {
    return times(Integer.MAX_VALUE);
  }

  private Fault with(Strikes strikes) {
    return new Fault(kind, reply, pause, strikes, also);
  }

  /**
   * Each time it strikes, this happens too: after the effect, if there is one, and before the
   * connection breaks. A test can kill the caller here.
   */
  public Fault andThen(Runnable happening) {
    return new Fault(kind, reply, pause, strikes, happening);
  }

  Kind kind() {
    return kind;
  }

  Reply reply() {
    return reply;
  }

  Duration pause() {
    return pause;
  }

  Strikes strikes() {
    return strikes;
  }

  Runnable also() {
    return also;
  }

  @Override
  public String toString() {
    String where = strikes.method.isEmpty() ? "any request" : strikes.method + " " + strikes.path;
    return kind + " at request " + strikes.first + " of " + where;
  }
}
