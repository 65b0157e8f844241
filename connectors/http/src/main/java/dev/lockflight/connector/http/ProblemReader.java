package dev.lockflight.connector.http;

/** What a connector knows better about the errors of its service. Must be thread-safe. */
@FunctionalInterface
public interface ProblemReader {
  /**
   * The problem, sharpened.
   *
   * @param problem as read from the usual places of status, headers and body
   * @param answer the whole answer, its body cut after 64 KiB
   */
  Problem read(Problem problem, Answer answer);
}
