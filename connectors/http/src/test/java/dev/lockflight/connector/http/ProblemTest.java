package dev.lockflight.connector.http;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lockflight.FailureClass;
import dev.lockflight.StepFailedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProblemTest extends LocalService {
  private AnswerException error(int status, String body) {
    SERVICE.stubFor(get("/x").willReturn(aResponse().withStatus(status).withBody(body)));
    return catchThrowableOfType(AnswerException.class, () -> client.send(Request.get("/x")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        // GitHub: basic-error, validation-error, validation-error-simple
        "{\"message\":\"Not Found\",\"status\":\"404\"} | '' | Not Found",
        "{\"message\":\"Validation Failed\",\"errors\":[{\"field\":\"name\"}]} | '' | Validation Failed"
            + " [{\"field\":\"name\"}]",
        "{\"message\":\"Validation Failed\",\"errors\":[\"no\"]} | '' | Validation Failed [\"no\"]",
        // Databricks: a code that is a number or a string, SCIM, API 1.2
        "{\"error_code\":403,\"message\":\"Invalid access token.\"} | 403 | Invalid access token.",
        "{\"error_code\":\"NOT_FOUND\",\"message\":\"gone\"} | NOT_FOUND | gone",
        "{\"detail\":\"taken\",\"status\":\"409\",\"scimType\":\"uniqueness\"} | uniqueness | taken",
        "{\"error\":\"ContextNotFound\"} | ContextNotFound | ContextNotFound",
        // OAuth, RFC 9457, Google's nesting
        "{\"error\":\"invalid_client\",\"error_description\":\"wrong\"} | invalid_client | wrong",
        "{\"title\":\"Conflict\",\"detail\":\"There is one\"} | '' | There is one",
        "{\"error\":{\"code\":7,\"message\":\"deep\"}} | 7 | deep",
        // no JSON at all
        "plain words | '' | plain words",
        "'' | '' | without a word",
        "<html><head><title>502 Bad Gateway</title></head></html> | '' | an HTML page, \"502 Bad"
            + " Gateway\"",
        "{\"message\": \"cut | '' | {\"message\": \"cut",
        "[1] | '' | [1]",
      })
  void every_usual_body_is_understood(String body, String code, String message) {
    AnswerException error = error(409, body);

    assertThat(error.code()).isEqualTo(code);
    assertThat(error.problem().message()).isEqualTo(message);
  }

  @Test
  void a_long_body_is_cut_and_stands_on_one_line() {
    AnswerException error = error(400, "a\n\t b\u0007".repeat(50_000));

    assertThat(error.problem().message()).startsWith("a b a b").endsWith(" ...").hasSize(504);
    assertThat(error.getMessage()).doesNotContain("\n").hasSizeLessThan(700);
  }

  @Test
  void the_id_of_the_request_is_kept() {
    SERVICE.stubFor(
        get("/x").willReturn(aResponse().withStatus(500).withHeader("x-request-id", "r-1")));

    AnswerException error =
        catchThrowableOfType(AnswerException.class, () -> client.send(Request.get("/x")));

    assertThat(error.requestId()).contains("r-1");
    assertThat(error).hasMessageContaining("[request r-1]; try again later");
  }

  @ParameterizedTest
  @CsvSource({
    "400,FATAL",
    "401,FATAL",
    "403,FATAL",
    "404,FATAL",
    "409,FATAL",
    "422,FATAL",
    "501,FATAL",
    "408,TRANSIENT",
    "429,TRANSIENT",
    "500,TRANSIENT",
    "502,TRANSIENT",
    "504,TRANSIENT"
  })
  void a_step_knows_whether_trying_again_can_help(int status, FailureClass failureClass) {
    AnswerException error = error(status, "{}");

    StepFailedException step = error.asStepFailure();
    assertThat(step.failureClass()).isEqualTo(failureClass);
    assertThat(step).hasMessage(error.getMessage()).hasCause(error);
  }

  @Test
  void a_status_that_is_accepted_is_no_error() throws Exception {
    SERVICE.stubFor(get("/x").willReturn(aResponse().withStatus(404)));

    assertThat(client.send(Request.get("/x").accepting(404, 410)).status()).isEqualTo(404);
  }

  @Test
  void a_connector_says_it_better() {
    open(
        settings()
            .problems(
                (problem, answer) ->
                    problem
                        .withCode("GONE")
                        .withMessage("no such job: " + answer.json().at("id").text())
                        .withRequestId("q")
                        .advising("name another job")
                        .failing(FailureClass.TRANSIENT)));

    AnswerException error = error(400, "{\"id\":7}");

    assertThat(error)
        .hasMessageEndingWith("/x: 400 GONE: no such job: 7 [request q]; name another job");
    assertThat(error.failureClass()).isEqualTo(FailureClass.TRANSIENT);
  }
}
