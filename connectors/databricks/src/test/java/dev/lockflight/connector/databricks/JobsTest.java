package dev.lockflight.connector.databricks;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.lockflight.connector.http.AnswerException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class JobsTest {
  @RegisterExtension static final WireMockExtension SERVER = Workspaces.server();

  private Databricks workspace;
  private Jobs jobs;

  @BeforeEach
  void open() {
    workspace = Workspaces.of(SERVER);
    jobs = workspace.jobs();
  }

  @AfterEach
  void close() {
    workspace.close();
  }

  @Test
  void a_job_is_found_by_its_name() throws Exception {
    list("{\"jobs\":[{\"job_id\":11223344,\"settings\":{\"name\":\"nightly\"}}]}");

    assertThat(jobs.find("nightly")).contains(JobId.of(11223344));
    assertThat(jobs.find("Nightly")).isEmpty();
  }

  @Test
  void a_job_that_is_not_there_is_named_with_what_to_do() {
    list("{\"has_more\":false}");

    assertThatThrownBy(() -> jobs.require("nightly"))
        .isInstanceOf(DatabricksException.class)
        .hasMessageContaining("no job named nightly")
        .hasMessageContaining("CAN VIEW");
  }

  @Test
  void two_jobs_of_one_name_are_not_guessed_between() {
    list("{\"jobs\":[{\"job_id\":1},{\"job_id\":2}]}");

    assertThatThrownBy(() -> jobs.find("nightly"))
        .hasMessageContaining("2 jobs named nightly: [1, 2]");
  }

  @Test
  void a_missing_job_id_is_told_as_missing_though_the_answer_is_a_400() {
    SERVER.stubFor(
        post("/api/2.2/jobs/reset")
            .willReturn(
                aResponse()
                    .withStatus(400)
                    .withBody(
                        """
                        {"error_code":"INVALID_PARAMETER_VALUE",
                         "message":"Job 7 does not exist."}""")));

    assertThatThrownBy(() -> jobs.reset(JobId.of(7), JobSettings.of("nightly")))
        .isInstanceOf(AnswerException.class)
        .hasMessageContaining("RESOURCE_DOES_NOT_EXIST: Job 7 does not exist.")
        .hasMessageContaining("check the id and that it is one of this workspace");
  }

  @Test
  void a_job_is_made_once_and_then_reset() throws Exception {
    list("{}");
    SERVER.stubFor(post("/api/2.2/jobs/create").willReturn(okJson("{\"job_id\":5}")));
    SERVER.stubFor(post("/api/2.2/jobs/reset").willReturn(okJson("{}")));
    JobSettings nightly =
        JobSettings.of("nightly", JobTask.notebook("load", "/Shared/load"))
            .parameter("env", "stage")
            .tag("team", "data");

    assertThat(jobs.createOrReset(nightly)).isEqualTo(JobId.of(5));
    list("{\"jobs\":[{\"job_id\":5,\"settings\":{\"name\":\"nightly\"}}]}");
    assertThat(jobs.createOrReset(nightly)).isEqualTo(JobId.of(5));

    String settings =
        """
        {"name":"nightly","max_concurrent_runs":1,"queue":{"enabled":true},
         "tasks":[{"task_key":"load",
           "notebook_task":{"notebook_path":"/Shared/load","source":"WORKSPACE"}}],
         "parameters":[{"name":"env","default":"stage"}],"tags":{"team":"data"}}""";
    SERVER.verify(
        1,
        postRequestedFor(urlEqualTo("/api/2.2/jobs/create"))
            .withRequestBody(equalToJson(settings)));
    SERVER.verify(
        postRequestedFor(urlEqualTo("/api/2.2/jobs/reset"))
            .withRequestBody(equalToJson("{\"job_id\":5,\"new_settings\":" + settings + "}")));
  }

  @Test
  void a_creation_whose_answer_is_lost_is_not_repeated() {
    SERVER.stubFor(post("/api/2.2/jobs/create").willReturn(aResponse().withStatus(503)));

    assertThatThrownBy(() -> jobs.create(JobSettings.of("nightly")))
        .isInstanceOf(AnswerException.class);
    SERVER.verify(1, postRequestedFor(urlEqualTo("/api/2.2/jobs/create")));
  }

  @Test
  void a_run_has_all_its_tasks_and_of_each_the_newest_attempt() throws Exception {
    SERVER.stubFor(
        get(urlPathEqualTo("/api/2.2/jobs/runs/get"))
            .withQueryParam("page_token", absent())
            .willReturn(
                okJson(
                    """
                    {"run_id":9,"run_name":"load","run_page_url":"https://h/?o=1#job/3/run/9",
                     "state":{"life_cycle_state":"RUNNING"},
                     "repair_history":[{"type":"ORIGINAL"},{"type":"REPAIR","id":71}],
                     "tasks":[
                       {"task_key":"a","run_id":91,"attempt_number":0,
                        "state":{"life_cycle_state":"TERMINATED","result_state":"FAILED"}},
                       {"task_key":"a","run_id":92,"attempt_number":1,
                        "state":{"life_cycle_state":"RUNNING"}}],
                     "next_page_token":"p2"}""")));
    SERVER.stubFor(
        get(urlPathEqualTo("/api/2.2/jobs/runs/get"))
            .withQueryParam("page_token", equalTo("p2"))
            .willReturn(
                okJson(
                    """
                    {"run_id":9,"tasks":[{"task_key":"b","run_id":93,
                      "status":{"state":"BLOCKED"}}]}""")));

    JobRun run = jobs.run(9);

    assertThat(run.tasks()).extracting(TaskRun::key).containsExactly("a", "b");
    assertThat(run.tasks()).extracting(TaskRun::runId).containsExactly(92L, 93L);
    assertThat(run.page()).hasToString("https://h/?o=1#job/3/run/9");
    assertThat(run.repairs()).isEqualTo(List.of(71L));
    assertThat(run.task("b").orElseThrow().page()).hasToString(SERVER.baseUrl() + "/jobs/runs/9");
  }

  @Test
  void output_is_read_in_all_its_forms() throws Exception {
    SERVER.stubFor(
        get("/api/2.2/jobs/runs/get-output?run_id=92")
            .willReturn(
                okJson(
                    """
                    {"notebook_output":{"result":"{\\"version\\":1}","truncated":true},
                     "error":"boom","error_trace":"at line 1","logs":"hello",
                     "dbt_output":{"artifacts_link":"https://store/a.tgz?sig=s3cret",
                       "artifacts_headers":{"x-ms":"1"}},"metadata":{"run_id":92}}""")));
    TaskRun task = task(92);

    TaskOutput output = jobs.output(task);

    assertThat(output.exitValue()).isEqualTo("{\"version\":1}");
    assertThat(output.isCut()).isTrue();
    assertThat(output.failure()).isEqualTo(new TaskOutput.Failure("boom", "at line 1"));
    assertThat(output.dbtArtifacts().orElseThrow().headers()).containsEntry("x-ms", "1");
    assertThat(output.toString()).doesNotContain("s3cret");
  }

  @Test
  void a_second_repair_names_the_first() throws Exception {
    SERVER.stubFor(post("/api/2.2/jobs/runs/repair").willReturn(okJson("{\"repair_id\":72}")));
    JobRun run =
        new JobRun(
            9, "load", task(91).state(), task(91).page(), List.of(task(91)), List.of(70L, 71L));

    assertThat(jobs.repair(run)).isEqualTo(72);

    SERVER.verify(
        postRequestedFor(urlEqualTo("/api/2.2/jobs/runs/repair"))
            .withRequestBody(
                equalToJson(
                    """
                    {"run_id":9,"rerun_all_failed_tasks":true,"rerun_dependent_tasks":true,
                     "latest_repair_id":71}""")));
  }

  @Test
  void cancelling_what_has_ended_does_nothing() throws Exception {
    SERVER.stubFor(
        post("/api/2.2/jobs/runs/cancel")
            .willReturn(
                aResponse()
                    .withStatus(400)
                    .withBody("{\"error_code\":\"INVALID_STATE\",\"message\":\"ended\"}")));
    SERVER.stubFor(
        get(urlPathEqualTo("/api/2.2/jobs/runs/get"))
            .willReturn(
                okJson(
                    "{\"run_id\":9,\"state\":{\"life_cycle_state\":\"TERMINATED\","
                        + "\"result_state\":\"SUCCESS\"}}")));

    jobs.cancel(9);

    SERVER.verify(postRequestedFor(urlEqualTo("/api/2.2/jobs/runs/cancel")));
  }

  private static void list(String body) {
    SERVER.stubFor(get(urlPathEqualTo("/api/2.2/jobs/list")).willReturn(okJson(body)));
  }

  private static TaskRun task(long id) {
    RunState failed = new RunState(RunState.Phase.ENDED, RunState.Outcome.FAILED, "FAILED", "", "");
    return new TaskRun("a", id, 0, failed, Workspaces.host(SERVER));
  }
}
