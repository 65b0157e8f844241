package dev.lockflight.connector.http;

import java.util.List;
import java.util.Optional;

/** Where services say under which id they know a call. */
final class RequestIds {
  private static final List<String> HEADERS =
      List.of(
          "X-GitHub-Request-Id",
          "X-Request-Id",
          "X-Databricks-Org-Request-Id",
          "x-amz-request-id",
          "x-ms-request-id",
          "Request-Id",
          "X-Correlation-Id");

  private RequestIds() {}

  static Optional<String> of(AnswerHead head) {
    return HEADERS.stream()
        .flatMap(name -> head.header(name).stream())
        .filter(id -> !id.isBlank())
        .map(Excerpt::of)
        .findFirst();
  }
}
