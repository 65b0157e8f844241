package dev.lockflight.connector.http;

import dev.lockflight.FailureClass;
import java.time.Instant;
import java.util.Optional;

/**
 * How a service says why it did not do something. A connector's {@link ProblemReader} sharpens what
 * the client has read from the usual places. Immutable and thread-safe.
 *
 * @param code the service's own code; empty when there is none
 * @param message the service's words, shortened, on one line
 * @param advice what to do next
 * @param refusal whether the server says that it has not even begun
 */
public record Problem(
    String code,
    String message,
    Optional<String> requestId,
    String advice,
    FailureClass failureClass,
    Refusal refusal) {

  /**
   * Whether the server refused the request before doing anything, so that any call may be repeated.
   *
   * @param until when to ask again, if the server said so
   */
  public record Refusal(boolean isRefused, Optional<Instant> until) {
    static final Refusal NONE = new Refusal(false, Optional.empty());
  }

  public Problem withCode(String code) {
    return new Problem(code, message, requestId, advice, failureClass, refusal);
  }

  public Problem withMessage(String message) {
    return new Problem(code, Excerpt.of(message), requestId, advice, failureClass, refusal);
  }

  public Problem withRequestId(String id) {
    return new Problem(code, message, Optional.of(id), advice, failureClass, refusal);
  }

  /** What the reader of the message should do next. */
  public Problem advising(String advice) {
    return new Problem(code, message, requestId, advice, failureClass, refusal);
  }

  public Problem failing(FailureClass failureClass) {
    return new Problem(code, message, requestId, advice, failureClass, refusal);
  }

  /** The server did nothing: whatever was asked may be asked again. Counts as TRANSIENT. */
  public Problem refused() {
    return refused(refusal.until());
  }

  /** The same, and asking earlier is useless: no call of this client goes to that host before. */
  public Problem refusedUntil(Instant until) {
    return refused(Optional.of(until));
  }

  private Problem refused(Optional<Instant> until) {
    return new Problem(
        code, message, requestId, advice, FailureClass.TRANSIENT, new Refusal(true, until));
  }

  /** With the secrets hidden, whoever wrote them into it. */
  Problem redacted(Redaction redaction) {
    return new Problem(
        redaction.apply(code),
        redaction.apply(message),
        requestId,
        redaction.apply(advice),
        failureClass,
        refusal);
  }

  @Override
  public String toString() {
    return (code.isEmpty() ? "" : code + ": ")
        + message
        + requestId.map(id -> " [request " + id + "]").orElse("")
        + "; "
        + advice;
  }
}
