package dev.lockflight.connector.airflow;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.patch;
import static com.github.tomakehurst.wiremock.client.WireMock.patchRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.lockflight.Evidence;
import dev.lockflight.FailureClass;
import dev.lockflight.InvalidDefinitionException;
import dev.lockflight.RemoteOperation.Handle;
import dev.lockflight.StepFailedException;
import dev.lockflight.testkit.fake.FakeContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TriggerDagTest {
  @RegisterExtension static final WireMockExtension SERVER = Airflows.server();
  private static final String DAG = "/api/v2/dags/brewery_pipeline";
  private static final String RUNS = DAG + "/dagRuns";
  private static final String RUN = RUNS + "/lockflight-key-1";
  private static final Instant DAY = Instant.parse("2026-02-28T00:00:00Z");

  private final FakeContext context = FakeContext.ofRun("r1").idempotencyKey("key-1");
  private final Airflow airflow = Airflows.of(SERVER);

  @BeforeEach
  void ready() {
    SERVER.stubFor(get(DAG).willReturn(okJson(Airflows.dag(""))));
    SERVER.stubFor(get(RUN).willReturn(notFound("run")));
    SERVER.stubFor(post(RUNS).willReturn(okJson(Airflows.run("queued", "{}"))));
  }

  @AfterEach
  void close() {
    airflow.close();
  }

  @Test
  void a_run_gets_an_id_of_its_own_and_what_it_is_given() throws Exception {
    TriggerDag trigger =
        brewery()
            .conf("day", "2026-02-28")
            .conf("full", true)
            .conf("commit", run -> run.release().commit())
            .conf("layers", List.of("bronze", "silver"))
            .logicalDate(DAY);

    Handle handle = trigger.submit(context);

    assertThat(handle.value()).isEqualTo("lockflight-key-1@" + context.now());
    assertThat(trigger.describe())
        .isEqualTo(
            "Airflow DAG brewery_pipeline with [commit, day, full, layers] for a logical date");
    SERVER.verify(
        postRequestedFor(urlEqualTo(RUNS))
            .withHeader("Authorization", equalTo("Bearer " + Airflows.TOKEN))
            .withRequestBody(
                equalToJson(
                    """
                    {"dag_run_id":"lockflight-key-1","logical_date":"2026-02-28T00:00:00Z",
                     "conf":{"day":"2026-02-28","full":true,"commit":"%s",
                       "layers":["bronze","silver"]},
                     "note":"Lockflight run r1 of %s"}"""
                        .formatted(context.release().commit(), context.pipeline()))));
  }

  @Test
  void a_run_without_a_date_says_so() throws Exception {
    var unused = brewery().submit(context);

    SERVER.verify(
        postRequestedFor(urlEqualTo(RUNS))
            .withRequestBody(equalToJson("{\"logical_date\":null,\"conf\":{}}", true, true)));
  }

  @Test
  void a_run_that_is_there_is_taken_and_no_second_begun() throws Exception {
    SERVER.stubFor(get(RUN).willReturn(okJson(Airflows.run("running", "{\"day\":\"1\"}"))));

    Handle handle = brewery().conf("day", "1").submit(context);

    assertThat(handle.value()).startsWith("lockflight-key-1@");
    SERVER.verify(0, postRequestedFor(urlEqualTo(RUNS)));
  }

  @Test
  void a_run_whose_answer_was_lost_is_found_by_the_conflict() throws Exception {
    SERVER.stubFor(
        post(RUNS)
            .inScenario("lost")
            .whenScenarioStateIs("Started")
            .willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER))
            .willSetStateTo("begun"));
    SERVER.stubFor(
        post(RUNS)
            .inScenario("lost")
            .whenScenarioStateIs("begun")
            .willReturn(conflict("dag_run.run_id"))
            .willSetStateTo("told"));
    SERVER.stubFor(
        get(RUN)
            .inScenario("lost")
            .whenScenarioStateIs("told")
            .willReturn(okJson(Airflows.run("queued", "{}"))));

    assertThat(brewery().submit(context).value()).startsWith("lockflight-key-1@");

    SERVER.verify(2, postRequestedFor(urlEqualTo(RUNS)));
  }

  @Test
  void a_run_with_another_conf_is_not_taken() {
    SERVER.stubFor(get(RUN).willReturn(okJson(Airflows.run("success", "{\"day\":\"1\"}"))));

    assertThat(failure(brewery().conf("day", "2")))
        .hasMessageContaining("exists with conf {\"day\":\"1\"} instead of conf {\"day\":\"2\"}");
  }

  @Test
  void a_run_with_another_date_is_not_taken() {
    SERVER.stubFor(get(RUN).willReturn(okJson(Airflows.run("success", "{}"))));

    assertThat(failure(brewery().logicalDate(DAY)))
        .hasMessageContaining("logical date null instead of logical date 2026-02-28T00:00:00Z");
  }

  @Test
  void a_date_that_another_run_has_is_told_with_that_run() {
    SERVER.stubFor(post(RUNS).willReturn(conflict("dag_run.logical_date")));
    SERVER.stubFor(
        get(urlPathEqualTo(RUNS))
            .withQueryParam("logical_date_gte", equalTo(DAY.toString()))
            .withQueryParam("logical_date_lte", equalTo(DAY.toString()))
            .willReturn(
                okJson(
                    """
                    {"dag_runs":[{"dag_run_id":"scheduled__2026-02-28T00:00:00+00:00",
                      "dag_id":"brewery_pipeline","state":"success"}],"total_entries":1}""")));

    assertThat(failure(brewery().logicalDate(DAY)))
        .hasMessageContaining("run scheduled__2026-02-28T00:00:00+00:00 of DAG brewery_pipeline")
        .hasMessageContaining("has the logical date 2026-02-28T00:00:00Z")
        .hasMessageContaining("delete that run, or take another date");
  }

  @Test
  void a_paused_dag_is_refused_because_its_run_would_wait_for_ever() {
    SERVER.stubFor(get(DAG).willReturn(okJson(paused())));

    assertThat(failure(brewery()))
        .hasMessage(
            "DAG brewery_pipeline is paused: its run would stay queued; unpause it, or say"
                + " unpausing()");
    SERVER.verify(0, postRequestedFor(urlEqualTo(RUNS)));
  }

  @Test
  void a_paused_dag_can_be_unpaused_first() throws Exception {
    SERVER.stubFor(get(DAG).willReturn(okJson(paused())));
    SERVER.stubFor(patch(urlEqualTo(DAG)).willReturn(okJson(Airflows.dag(""))));

    var unused = brewery().unpausing().submit(context);

    SERVER.verify(
        patchRequestedFor(urlEqualTo(DAG)).withRequestBody(equalToJson("{\"is_paused\":false}")));
    SERVER.verify(1, postRequestedFor(urlEqualTo(RUNS)));
  }

  @Test
  void import_errors_are_the_evidence_of_an_unknown_dag() {
    SERVER.stubFor(get(DAG).willReturn(notFound("Dag")));
    SERVER.stubFor(
        get(urlPathEqualTo("/api/v2/importErrors")).willReturn(okJson(Airflows.IMPORT_ERRORS)));

    StepFailedException failure = failure(brewery());

    assertThat(failure)
        .hasMessageContaining("check the name, and that the credentials may see it")
        .hasMessageContaining("a DAG whose file cannot be imported is unknown too");
    assertThat(failure.evidence())
        .extracting(Evidence::name, Evidence::observed)
        .containsExactly(
            tuple("broken.py", "ModuleNotFoundError: No module named 'no_such_module'"));
  }

  @Test
  void a_dag_that_cannot_run_is_refused() {
    SERVER.stubFor(
        get(DAG).willReturn(okJson(Airflows.dag("").replace("errors\":false", "errors\":true"))));
    assertThat(failure(brewery())).hasMessageContaining("cannot be imported: correct /dags/brew");

    SERVER.stubFor(
        get(DAG).willReturn(okJson(Airflows.dag("").replace("stale\":false", "stale\":true"))));
    assertThat(failure(brewery())).hasMessageContaining("is in no file now: deploy it");
  }

  @Test
  void a_future_date_is_refused_because_airflow_would_wait_for_it() {
    assertThat(failure(brewery().logicalDate(context.now().plusSeconds(60))))
        .hasMessageContaining("must not be in the future");
  }

  @Test
  void a_missing_permission_is_named() {
    SERVER.stubFor(post(RUNS).willReturn(jsonResponse("{\"detail\":\"Forbidden\"}", 403)));

    assertThat(failure(brewery()))
        .hasMessageContaining("it needs: can create and can read on DAG Runs, can edit on the DAG");
  }

  @Test
  void a_field_that_airflow_refuses_is_named() {
    SERVER.stubFor(
        post(RUNS)
            .willReturn(
                jsonResponse(
                    """
                    {"detail":[{"type":"missing","loc":["body","logical_date"],
                      "msg":"Field required","input":{}}]}""",
                    422)));

    assertThat(failure(brewery())).hasMessageContaining("body.logical_date: Field required");
  }

  @Test
  void a_start_that_may_have_happened_is_not_left_to_another_attempt() {
    SERVER.stubFor(post(RUNS).willReturn(aResponse().withStatus(503)));

    StepFailedException failure = failure(brewery());

    assertThat(failure.failureClass()).isEqualTo(FailureClass.FATAL);
    assertThat(failure)
        .hasMessageContaining("run lockflight-key-1 of DAG brewery_pipeline may have begun");
  }

  @Test
  void an_airflow_that_is_down_before_anything_began_is_left_to_another_attempt() {
    SERVER.stubFor(get(RUN).willReturn(aResponse().withStatus(503)));

    assertThat(failure(brewery()).failureClass()).isEqualTo(FailureClass.TRANSIENT);
  }

  @Test
  void nonsense_is_refused_when_it_is_written() {
    assertThatThrownBy(() -> airflow.trigger(" "))
        .isInstanceOf(InvalidDefinitionException.class)
        .hasMessageContaining("name of a DAG must not be blank");
    assertThatThrownBy(() -> brewery().within(Duration.ZERO))
        .isInstanceOf(InvalidDefinitionException.class)
        .hasMessageContaining("must be positive: PT0S");
    assertThatThrownBy(() -> airflow.dagsReady()).isInstanceOf(InvalidDefinitionException.class);
  }

  private TriggerDag brewery() {
    return airflow.trigger("brewery_pipeline");
  }

  private StepFailedException failure(TriggerDag trigger) {
    return catchThrowableOfType(StepFailedException.class, () -> trigger.submit(context));
  }

  private static String paused() {
    return Airflows.dag("").replace("paused\":false", "paused\":true");
  }

  private static ResponseDefinitionBuilder notFound(String what) {
    return jsonResponse("{\"detail\":\"The " + what + " was not found\"}", 404);
  }

  private static ResponseDefinitionBuilder conflict(String column) {
    return jsonResponse(
        """
        {"detail":{"reason":"Unique constraint violation","statement":"INSERT INTO dag_run ...",
          "orig_error":"UNIQUE constraint failed: dag_run.dag_id, %s",
          "message":"Serious error when handling your request."}}"""
            .formatted(column),
        409);
  }
}
