package dev.lockflight.connector.http;

import dev.lockflight.FailureClass;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads an error from where services usually say it: GitHub ({@code message, errors}), Databricks
 * ({@code error_code, message}), OAuth ({@code error, error_description}), SCIM and RFC 9457
 * ({@code detail}), {@code {error: {code, message}}}, HTML, plain text.
 */
final class UsualProblem {
  private final Answer answer;

  private UsualProblem(Answer answer) {
    this.answer = answer;
  }

  static Problem of(Answer answer) {
    return new UsualProblem(answer).read();
  }

  private Problem read() {
    Optional<JsonTree> json = answer.jsonIfAny();
    String code = json.map(UsualProblem::code).orElse("");
    String message = json.map(UsualProblem::message).orElse("");
    return new Problem(
        Excerpt.of(code),
        Excerpt.of(message.isEmpty() ? text() : message),
        answer.head().requestId(),
        advice(answer.status()),
        failureClass(answer.status()),
        refusal());
  }

  private static String code(JsonTree json) {
    return first(
        json.at("error_code"),
        json.at("error", "code"),
        json.at("code"),
        json.at("scimType"),
        json.at("error"));
  }

  private static String message(JsonTree json) {
    String said =
        first(
            json.at("message"),
            json.at("error", "message"),
            json.at("error_description"),
            json.at("detail"),
            json.at("title"),
            json.at("error"));
    JsonTree errors = json.at("errors");
    return errors.isPresent() ? said + " " + errors : said;
  }

  private static String first(JsonTree... places) {
    return Stream.of(places).flatMap(p -> p.optionalText().stream()).findFirst().orElse("");
  }

  private String text() {
    String text = answer.text();
    if (text.isBlank()) {
      return "without a word";
    }
    return Excerpt.isHtml(text) ? Excerpt.ofHtml(text) : text;
  }

  private Problem.Refusal refusal() {
    Optional<Instant> until = answer.head().retryAfter();
    return new Problem.Refusal(answer.status() == 429, until);
  }

  private static FailureClass failureClass(int status) {
    return (status >= 500 && status != 501) || status == 408 || status == 425 || status == 429
        ? FailureClass.TRANSIENT
        : FailureClass.FATAL;
  }

  private static String advice(int status) {
    return switch (status) {
      case 400, 422 -> "check what was sent";
      case 401 -> "check the credentials: they are missing, wrong or expired";
      case 403 -> "give the credentials the permission for this call, or check that they are valid";
      case 404, 410 -> "check the name, and that the credentials may see it";
      case 405, 409, 412 -> "look at its present state, then decide again";
      case 413 -> "send less at once";
      case 429 -> "send fewer requests, or wait";
      default -> status >= 500 ? "try again later" : "see the service's documentation";
    };
  }
}
