package dev.lockflight.connector.http;

import java.util.Optional;

/** The server answered that it did not do it. */
public final class AnswerException extends RestException {
  private final AnswerHead head;
  private final Problem problem;

  AnswerException(String call, AnswerHead head, Problem problem) {
    super(call, problem.failureClass(), head.status() + " " + problem);
    this.head = head;
    this.problem = problem;
  }

  public int status() {
    return head.status();
  }

  /** The service's own code, such as RESOURCE_DOES_NOT_EXIST; empty when it gave none. */
  public String code() {
    return problem.code();
  }

  /** What the service said, shortened and without secrets. */
  public Problem problem() {
    return problem;
  }

  /** The id under which the service's people find this call in their logs. */
  public Optional<String> requestId() {
    return problem.requestId();
  }

  /** Status and headers of the answer. */
  public AnswerHead head() {
    return head;
  }
}
