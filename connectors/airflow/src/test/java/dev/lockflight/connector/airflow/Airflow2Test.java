package dev.lockflight.connector.airflow;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.client.BasicCredentials;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.lockflight.RemoteOperation.Handle;
import dev.lockflight.StepFailedException;
import dev.lockflight.testkit.fake.FakeContext;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** API v1, as Airflow 2.11.0 speaks it. */
class Airflow2Test {
  @RegisterExtension static final WireMockExtension SERVER = Airflows.server();
  private static final String DAG = "/api/v1/dags/brewery_pipeline";
  private static final String RUNS = DAG + "/dagRuns";
  private static final String RUN = RUNS + "/lockflight-key-1";

  private final FakeContext context = FakeContext.ofRun("r1").idempotencyKey("key-1");
  private final Airflow airflow = Airflows.version2(SERVER);
  private final TriggerDag brewery = airflow.trigger("brewery_pipeline");

  @BeforeEach
  void ready() {
    SERVER.stubFor(
        get(DAG)
            .willReturn(
                okJson(
                    """
                    {"dag_id":"brewery_pipeline","is_active":true,"is_paused":false,
                     "has_import_errors":false,"fileloc":"/dags/brewery.py"}""")));
    SERVER.stubFor(get(RUN).willReturn(problem(404, "DAGRun not found")));
    SERVER.stubFor(post(RUNS).willReturn(okJson(run("queued"))));
  }

  @AfterEach
  void close() {
    airflow.close();
  }

  @Test
  void a_run_is_begun_with_the_password_and_without_an_empty_date() throws Exception {
    var unused = brewery.conf("day", "1").submit(context);

    SERVER.verify(
        postRequestedFor(urlEqualTo(RUNS))
            .withBasicAuth(new BasicCredentials("ci", Airflows.PASSWORD))
            .withRequestBody(
                equalToJson(
                    """
                    {"dag_run_id":"lockflight-key-1","conf":{"day":"1"},
                     "note":"Lockflight run r1 of %s"}"""
                        .formatted(context.pipeline()))));
  }

  @Test
  void a_date_that_is_taken_is_looked_up_by_its_older_name() {
    Instant day = Instant.parse("2026-02-28T00:00:00Z");
    SERVER.stubFor(post(RUNS).willReturn(problem(409, "Conflict")));
    SERVER.stubFor(
        get(urlPathEqualTo(RUNS))
            .withQueryParam("execution_date_gte", equalTo("2026-02-28T00:00:00Z"))
            .willReturn(okJson("{\"dag_runs\":[" + run("success") + "],\"total_entries\":1}")));

    StepFailedException failure =
        catchThrowableOfType(
            StepFailedException.class, () -> brewery.logicalDate(day).submit(context));

    assertThat(failure).hasMessageContaining("has the logical date 2026-02-28T00:00:00Z");
  }

  @Test
  void an_inactive_dag_is_in_no_file() {
    SERVER.stubFor(
        get(DAG)
            .willReturn(
                okJson(
                    """
                    {"dag_id":"brewery_pipeline","is_active":false,"is_paused":false,
                     "has_import_errors":null,"fileloc":"/dags/brewery.py"}""")));

    assertThat(catchThrowableOfType(StepFailedException.class, () -> brewery.submit(context)))
        .hasMessageContaining("is in no file now");
  }

  @Test
  void logs_are_texts_and_the_page_is_the_grid() throws Exception {
    SERVER.stubFor(
        get(RUN).withBasicAuth("ci", Airflows.PASSWORD).willReturn(okJson(run("failed"))));
    SERVER.stubFor(
        get(urlPathEqualTo(RUN + "/taskInstances"))
            .willReturn(okJson(Airflows.tasks("success", "\"failed\""))));
    SERVER.stubFor(
        get(urlPathEqualTo(RUN + "/taskInstances/silver/logs/1"))
            .withHeader("Accept", equalTo("text/plain"))
            .willReturn(
                ok(
                    """
                    [2026-03-01T12:00:19.124+0000] {taskinstance.py:3336} ERROR - Task failed
                    Traceback (most recent call last):
                      File "/dags/brewery.py", line 17, in silver
                        raise ValueError("silver lacks the column abv")
                    ValueError: silver lacks the column abv
                    [2026-03-01T12:00:19.267+0000] {local_task_job_runner.py:266} INFO - Task exited
                    """)));

    StepFailedException failure =
        catchThrowableOfType(
            StepFailedException.class,
            () -> brewery.poll(new Handle("lockflight-key-1@" + Airflows.NOW), context));

    assertThat(failure.evidence().get(0).observed())
        .isEqualTo("ValueError: silver lacks the column abv");
    assertThat(failure)
        .hasMessageContaining("/dags/brewery_pipeline/grid?dag_run_id=lockflight-key-1");
  }

  private static ResponseDefinitionBuilder problem(int status, String title) {
    return jsonResponse(
        "{\"detail\":\"it is so\",\"status\":" + status + ",\"title\":\"" + title + "\"}", status);
  }

  private static String run(String state) {
    return """
        {"dag_run_id":"lockflight-key-1","dag_id":"brewery_pipeline","conf":{},
         "execution_date":"2026-02-28T00:00:00+00:00","logical_date":"2026-02-28T00:00:00+00:00",
         "end_date":null,"start_date":null,"run_type":"manual","external_trigger":true,
         "state":"%s"}"""
        .formatted(state);
  }
}
