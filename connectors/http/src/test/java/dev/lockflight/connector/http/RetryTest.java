package dev.lockflight.connector.http;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import dev.lockflight.FailureClass;
import dev.lockflight.RetryPolicy;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryTest extends LocalService {
  /** Answers so often with this, then well. */
  private static void first(int times, ResponseDefinitionBuilder bad) {
    for (int i = 0; i < times; i++) {
      SERVICE.stubFor(
          any(anyUrl())
              .inScenario("trouble")
              .whenScenarioStateIs(i == 0 ? Scenario.STARTED : "after " + i)
              .willReturn(bad)
              .willSetStateTo("after " + (i + 1)));
    }
    SERVICE.stubFor(
        any(anyUrl())
            .inScenario("trouble")
            .whenScenarioStateIs("after " + times)
            .willReturn(okJson("{\"id\":1}")));
  }

  private static int requests() {
    return SERVICE.findAll(anyRequestedFor(anyUrl())).size();
  }

  private static ResponseDefinitionBuilder status(int status) {
    return aResponse().withStatus(status).withBody("{\"message\":\"no\"}");
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 502, 503, 504})
  void what_only_reads_is_tried_again(int status) throws Exception {
    first(2, status(status));

    assertThat(client.send(Request.get("/x")).json().at("id").number()).isEqualTo(1);
    assertThat(time.rests()).containsExactly(seconds(1), seconds(2));
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void what_only_reads_is_tried_again_when_the_connection_breaks(Fault fault) throws Exception {
    first(3, aResponse().withFault(fault));

    assertThat(client.send(Request.get("/x")).status()).isEqualTo(200);
    assertThat(requests()).isEqualTo(4);
  }

  @ParameterizedTest
  @ValueSource(ints = {502, 503, 504})
  void a_post_is_not_tried_again_after_what_may_have_taken_effect(int status) {
    first(1, status(status));

    assertThatThrownBy(() -> client.send(Request.post("/x").json(List.of())))
        .isInstanceOf(AnswerException.class);
    assertThat(requests()).isEqualTo(1);
  }

  /** OkHttp by itself would repeat it. */
  @Test
  void a_post_is_not_tried_again_when_told_to_at_once() {
    first(1, status(503).withHeader("Retry-After", "0"));

    assertThatThrownBy(() -> client.send(Request.post("/x"))).isInstanceOf(AnswerException.class);
    assertThat(requests()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void a_post_is_not_tried_again_when_its_answer_is_lost(Fault fault) {
    first(1, aResponse().withFault(fault));

    NoAnswerException lost =
        catchThrowableOfType(
            NoAnswerException.class, () -> client.send(Request.post("/x").json(List.of())));
    assertThat(lost.mayHaveArrived()).isTrue();
    assertThat(lost).hasMessageContaining("it may have taken effect: look before repeating it");
    assertThat(lost.asStepFailure().failureClass()).isEqualTo(FailureClass.TRANSIENT);
    assertThat(requests()).isEqualTo(1);
  }

  @Test
  void a_post_that_was_refused_is_tried_again() throws Exception {
    first(2, status(429).withHeader("Retry-After", "7"));

    assertThat(client.send(Request.post("/x").json(List.of())).status()).isEqualTo(200);
    assertThat(time.rests()).containsExactly(seconds(7), seconds(7));
  }

  @Test
  void a_post_with_an_idempotency_key_is_tried_again() throws Exception {
    first(2, aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));

    assertThat(client.send(Request.post("/x").idempotencyKey("run-1")).status()).isEqualTo(200);
    assertThat(SERVICE.findAll(anyRequestedFor(anyUrl())))
        .extracting(r -> r.getHeader("Idempotency-Key"))
        .containsExactly("run-1", "run-1", "run-1");
  }

  @Test
  void what_is_said_to_be_repeatable_is_tried_again_and_what_is_not_is_not() throws Exception {
    first(1, status(502));
    assertThat(client.send(Request.post("/x").repeatable()).status()).isEqualTo(200);

    SERVICE.resetAll();
    first(1, status(502));
    assertThatThrownBy(() -> client.send(Request.put("/x").once()))
        .isInstanceOf(AnswerException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 409, 410, 422, 500, 501, 505})
  void other_errors_are_not_tried_again(int status) {
    first(1, status(status));

    assertThatThrownBy(() -> client.send(Request.get("/x"))).isInstanceOf(AnswerException.class);
    assertThat(requests()).isEqualTo(1);
  }

  @Test
  void a_body_that_is_there_once_is_sent_once() {
    first(1, status(429));
    Body once = Body.once("text/plain", 3, new ByteArrayInputStream(new byte[3]));

    assertThatThrownBy(() -> client.send(Request.put("/x").body(once)))
        .isInstanceOf(AnswerException.class);
    assertThat(requests()).isEqualTo(1);
  }

  @Test
  void retry_after_may_be_a_date() throws Exception {
    first(1, status(503).withHeader("Retry-After", "Fri, 20 Nov 2026 10:00:09 GMT"));

    var unused = client.send(Request.get("/x"));

    assertThat(time.rests()).containsExactly(seconds(9));
  }

  @ParameterizedTest
  @ValueSource(strings = {"soon", "-3", "1.5", ""})
  void retry_after_that_says_nothing_is_not_believed(String value) throws Exception {
    first(1, status(503).withHeader("Retry-After", value));

    var unused = client.send(Request.get("/x"));

    assertThat(time.rests()).containsExactly(seconds(1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"3600", "99999999999999999999", "2147483648", "Fri, 20 Nov 2037 10:00:09 GMT"})
  void a_wait_beyond_the_deadline_is_not_begun(String after) {
    first(1, status(503).withHeader("Retry-After", after));

    assertThatThrownBy(() -> client.send(Request.get("/x")))
        .isInstanceOf(AnswerException.class)
        .hasMessageContaining("not tried again: it would have to wait")
        .hasMessageContaining("of PT2M for the whole call PT2M are left");
    assertThat(time.rests()).isEmpty();
  }

  @Test
  void a_date_that_has_passed_is_no_wait() throws Exception {
    first(1, status(503).withHeader("Retry-After", "Fri, 20 Nov 2026 09:00:00 GMT"));

    var unused = client.send(Request.get("/x"));

    assertThat(time.rests()).containsExactly(Duration.ZERO);
  }

  @Test
  void it_gives_up_after_the_last_attempt() {
    first(9, status(502));

    assertThatThrownBy(() -> client.send(Request.get("/x")))
        .hasMessageEndingWith("502 no; try again later (given up after 4 attempts)");
    assertThat(requests()).isEqualTo(4);
    assertThat(events)
        .extracting(RestEvent::toString)
        .containsExactly(
            call() + ": 502 after 0 ms",
            call() + ": waits PT1S: to try again",
            call() + ": 502 after 0 ms, attempt 2",
            call() + ": waits PT2S: to try again",
            call() + ": 502 after 0 ms, attempt 3",
            call() + ": waits PT4S: to try again",
            call() + ": 502 after 0 ms, attempt 4");
  }

  private static String call() {
    return "GET " + SERVICE.baseUrl() + "/x";
  }

  @Test
  void one_attempt_is_all_when_retries_are_off() {
    first(1, status(502));

    assertThatThrownBy(() -> open(settings().retry(RetryPolicy.NEVER)).send(Request.get("/x")))
        .hasMessageEndingWith("502 no; try again later");
  }

  @Test
  void a_refusal_of_one_call_keeps_the_others_from_coming() throws Exception {
    SERVICE.stubFor(any(anyUrl()).willReturn(status(429).withHeader("Retry-After", "30")));
    assertThatThrownBy(() -> client.send(Request.get("/x").within(seconds(20))))
        .isInstanceOf(AnswerException.class);

    SERVICE.stubFor(any(anyUrl()).willReturn(ok()));
    assertThatThrownBy(() -> client.send(Request.get("/y").within(seconds(20))))
        .isInstanceOf(NotSentException.class)
        .hasMessageContaining("the host asked for silence, for another PT30S");
    assertThat(client.send(Request.get("/y")).status()).isEqualTo(200);
    assertThat(time.rests()).containsExactly(seconds(30));
  }

  @Test
  void a_storm_of_refusals_passes() throws Exception {
    ExecutorService many = Executors.newFixedThreadPool(8);
    try (StormServer server = new StormServer(20)) {
      open(
          RestSettings.of(server.uri())
              .retry(RetryPolicy.upTo(30))
              .deadline(Duration.ofHours(1))
              .time(time, time));
      Callable<Integer> call = () -> client.send(Request.post("/x")).status();
      for (Future<Integer> status : many.invokeAll(Collections.nCopies(8, call))) {
        assertThat(status.get()).isEqualTo(200);
      }
      assertThat(server.calls()).isEqualTo(28);
    } finally {
      many.shutdownNow();
    }
  }

  /** Of a service that hides its refusals behind another status. */
  @Test
  void a_connector_knows_its_refusals_better() throws Exception {
    first(1, aResponse().withStatus(403).withBody("{\"message\":\"secondary rate limit\"}"));
    ProblemReader reader =
        (problem, answer) ->
            problem.message().contains("secondary rate")
                ? problem.refusedUntil(answer.head().at().plusSeconds(60))
                : problem;

    assertThat(open(settings().problems(reader)).send(Request.post("/x")).status()).isEqualTo(200);
    assertThat(time.rests()).containsExactly(seconds(60));
  }
}
