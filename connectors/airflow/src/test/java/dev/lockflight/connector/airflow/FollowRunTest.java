package dev.lockflight.connector.airflow;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.patch;
import static com.github.tomakehurst.wiremock.client.WireMock.patchRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.lockflight.FailureClass;
import dev.lockflight.RemoteOperation.Handle;
import dev.lockflight.RemoteOperation.Poll;
import dev.lockflight.StepFailedException;
import dev.lockflight.connector.http.AnswerException;
import dev.lockflight.json.Json;
import dev.lockflight.testkit.fake.FakeContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class FollowRunTest {
  @RegisterExtension static final WireMockExtension SERVER = Airflows.server();
  private static final String DAG = "/api/v2/dags/brewery_pipeline";
  private static final String RUN = DAG + "/dagRuns/lockflight-key-1";
  private static final String TASKS = RUN + "/taskInstances";

  private final FakeContext context = FakeContext.ofRun("r1").idempotencyKey("key-1");
  private final Handle handle = new Handle("lockflight-key-1@" + Airflows.NOW);
  private final Airflow airflow = Airflows.of(SERVER);
  private final TriggerDag brewery =
      airflow.trigger("brewery_pipeline").within(Duration.ofMinutes(20));

  @TempDir Path workspace;

  @BeforeEach
  void runs() {
    SERVER.stubFor(get(DAG).willReturn(okJson(Airflows.dag(""))));
    SERVER.stubFor(patch(urlEqualTo(RUN)).willReturn(okJson(Airflows.run("failed", "{}"))));
  }

  @AfterEach
  void close() {
    airflow.close();
  }

  @Test
  void states_of_tasks_are_its_progress() throws Exception {
    told("running", Airflows.tasks("success", "\"running\""));

    Poll<DagRun> poll = brewery.poll(handle, context);

    assertThat(poll.result()).isNull();
    assertThat(poll.againIn()).isEqualTo(Duration.ofSeconds(5));
    assertThat(poll.progress()).hasToString("1/2 silver running");
  }

  @Test
  void states_nobody_has_heard_of_are_no_end() throws Exception {
    told("meditating", Airflows.tasks("dreaming", "null"));

    assertThat(brewery.poll(handle, context).progress()).hasToString("0/2 meditating");
  }

  @Test
  void a_dag_that_was_paused_meanwhile_is_told() throws Exception {
    told("queued", "{\"task_instances\":[],\"total_entries\":0}");
    SERVER.stubFor(
        get(DAG).willReturn(okJson(Airflows.dag("").replace("paused\":false", "paused\":true"))));

    assertThat(brewery.poll(handle, context).progress().what())
        .isEqualTo("queued: the DAG is paused, unpause it");
  }

  @Test
  void an_ended_run_is_the_result_and_survives_the_journal() throws Exception {
    told("success", Airflows.tasks("success", "\"skipped\""));

    DagRun run = ended(brewery);

    assertThat(run.page())
        .hasToString(SERVER.baseUrl() + "/dags/brewery_pipeline/runs/lockflight-key-1");
    assertThat(run.tasks()).allMatch(TaskState::hasEnded);
    assertThat(Json.read(Json.write(run), DagRun.class)).isEqualTo(run);
  }

  @Test
  void a_failed_run_tells_the_error_of_its_task() {
    told("failed", Airflows.tasks("success", "\"failed\""));
    log("silver", Airflows.FAILED_LOG);

    StepFailedException failure = failure();

    assertThat(failure.failureClass()).isEqualTo(FailureClass.FATAL);
    assertThat(failure)
        .hasMessage(
            "run lockflight-key-1 of DAG brewery_pipeline failed at silver failed; correct it and"
                + " start again: "
                + SERVER.baseUrl()
                + "/dags/brewery_pipeline/runs/lockflight-key-1");
    assertThat(failure.evidence().get(0))
        .hasToString("silver: ValueError: silver lacks the column abv (expected success)");
  }

  @Test
  void a_failed_run_without_a_failed_task_is_said_to_be_so() {
    told("failed", Airflows.tasks("success", "\"skipped\""));

    assertThat(failure()).hasMessageContaining("somebody may have set it to failed");
  }

  @Test
  void a_run_that_takes_too_long_is_stopped() {
    told("running", Airflows.tasks("success", "\"running\""));
    context.at(Airflows.NOW.plus(Duration.ofMinutes(20)));

    StepFailedException failure = failure();

    assertThat(failure.failureClass()).isEqualTo(FailureClass.TRANSIENT);
    assertThat(failure)
        .hasMessageContaining("did not end within PT20M; it was set to failed")
        .hasMessageContaining("open were silver running");
    SERVER.verify(
        patchRequestedFor(urlEqualTo(RUN)).withRequestBody(equalToJson("{\"state\":\"failed\"}")));
  }

  @Test
  void a_late_run_that_may_not_be_stopped_is_told() {
    told("running", Airflows.tasks("success", "\"running\""));
    SERVER.stubFor(
        patch(urlEqualTo(RUN)).willReturn(jsonResponse("{\"detail\":\"Forbidden\"}", 403)));
    context.at(Airflows.NOW.plus(Duration.ofMinutes(21)));

    assertThat(failure())
        .hasMessageContaining("it could not be stopped")
        .hasMessageContaining("to stop a run can edit on both");
  }

  @Test
  void cancelling_sets_it_to_failed_unless_it_has_ended() throws Exception {
    told("running", Airflows.tasks("success", "\"running\""));
    brewery.cancel(handle, context);
    told("success", Airflows.tasks("success", "\"success\""));
    brewery.cancel(handle, context);

    SERVER.verify(1, patchRequestedFor(urlEqualTo(RUN)));
  }

  @Test
  void a_poll_that_gets_no_answer_is_left_to_the_next() {
    SERVER.stubFor(get(RUN).willReturn(aResponse().withStatus(503)));

    assertThatThrownBy(() -> brewery.poll(handle, context)).isInstanceOf(AnswerException.class);
  }

  @Test
  void a_deleted_run_ends_the_step() {
    SERVER.stubFor(get(RUN).willReturn(jsonResponse("{\"detail\":\"The DagRun\"}", 404)));

    assertThat(failure()).hasMessageContaining("may still be going on");
  }

  @Test
  void logs_are_kept_as_files() throws Exception {
    told("success", Airflows.tasks("success", "\"skipped\""));
    log("bronze", Airflows.FAILED_LOG);
    SERVER.stubFor(
        get(urlPathEqualTo(TASKS + "/silver/logs/1")).willReturn(aResponse().withStatus(404)));
    context.workspace(workspace);

    DagRun run = ended(brewery.keepingLogs());

    assertThat(run.files()).containsOnlyKeys("airflow-logs/bronze-1.log");
    assertThat(Files.readString(run.files().values().iterator().next()))
        .contains("2026-03-01T12:00:39.293334Z INFO DAG bundles loaded")
        .contains("File \"/dags/brewery.py\", line 17, in silver")
        .endsWith("ValueError: silver lacks the column abv");
  }

  @Test
  void many_tasks_are_read_by_pages() throws Exception {
    SERVER.stubFor(get(RUN).willReturn(okJson(Airflows.run("running", "{}"))));
    SERVER.stubFor(
        get(urlPathEqualTo(TASKS))
            .withQueryParam("limit", equalTo("100"))
            .willReturn(okJson(page(0, 100, 150))));
    SERVER.stubFor(
        get(urlPathEqualTo(TASKS))
            .withQueryParam("offset", equalTo("100"))
            .willReturn(okJson(page(100, 150, 150))));

    DagRun run = airflow.run("brewery_pipeline", "lockflight-key-1");

    assertThat(run.tasks()).hasSize(150).last().hasToString("load[149] success");
  }

  private DagRun ended(TriggerDag trigger) throws Exception {
    return requireNonNull(trigger.poll(handle, context).result(), "the run has not ended");
  }

  private static String page(int from, int to, int total) {
    return IntStream.range(from, to)
        .mapToObj(
            index ->
                "{\"task_id\":\"load\",\"map_index\":"
                    + index
                    + ",\"state\":\"success\",\"try_number\":1}")
        .collect(
            Collectors.joining(",", "{\"task_instances\":[", "],\"total_entries\":" + total + "}"));
  }

  private StepFailedException failure() {
    return catchThrowableOfType(StepFailedException.class, () -> brewery.poll(handle, context));
  }

  private static void told(String state, String tasks) {
    SERVER.stubFor(get(RUN).willReturn(okJson(Airflows.run(state, "{}"))));
    SERVER.stubFor(get(urlPathEqualTo(TASKS)).willReturn(okJson(tasks)));
  }

  private static void log(String task, String body) {
    SERVER.stubFor(
        get(urlPathEqualTo(TASKS + "/" + task + "/logs/1"))
            .withQueryParam("full_content", equalTo("true"))
            .withQueryParam("map_index", equalTo("-1"))
            .withHeader("Accept", equalTo("application/json"))
            .willReturn(okJson(body)));
  }
}
