package dev.lockflight.connector.databricks;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import dev.lockflight.FailureClass;
import dev.lockflight.InvalidDefinitionException;
import dev.lockflight.Release;
import dev.lockflight.RemoteOperation.Handle;
import dev.lockflight.RemoteOperation.Poll;
import dev.lockflight.StepFailedException;
import dev.lockflight.connector.http.AnswerException;
import dev.lockflight.testkit.fake.FakeContext;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RunOperationsTest {
  @RegisterExtension static final WireMockExtension SERVER = Workspaces.server();
  private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

  private final FakeContext context =
      FakeContext.ofRun("r1").release(Release.of(COMMIT)).idempotencyKey("key-1");
  private Databricks workspace;

  @BeforeEach
  void open() {
    workspace = Workspaces.of(SERVER);
    SERVER.stubFor(post("/api/2.2/jobs/runs/submit").willReturn(okJson("{\"run_id\":9}")));
  }

  @AfterEach
  void close() {
    workspace.close();
  }

  @Test
  void tasks_of_every_kind_are_written_as_the_api_has_them() throws Exception {
    SubmitRun run =
        workspace
            .submit(
                "load",
                JobTask.notebook("nb", "notebooks/load").parameter("env", "stage"),
                JobTask.dbt("dbt", "wh1", List.of("dbt deps", "dbt build")).after("nb"),
                JobTask.sqlFile("sql", "wh1", "/Shared/check.sql").parameter("d", "1"),
                JobTask.wheel("whl", "acme_etl", "main")
                    .parameter("n", "3")
                    .library(Library.wheel("/Volumes/a/b/c/acme-1.whl"))
                    .on(Compute.cluster("0918-1")),
                JobTask.condition(
                    "big", "{{tasks.nb.values.n}}", JobTask.Comparison.GREATER_THAN, "9"),
                JobTask.script("py", "dbfs:/x.py")
                    .arguments("-v")
                    .afterOutcome("big", true)
                    .runIf(JobTask.RunIf.ALL_DONE)
                    .on(Compute.serverless("env")))
            .environment("env", "dbt-databricks==1.12.4")
            .from(GitSource.gitHub("acme/warehouse"));

    assertThat(run.submit(context)).isEqualTo(new Handle("9"));

    SERVER.verify(
        postRequestedFor(urlEqualTo("/api/2.2/jobs/runs/submit"))
            .withRequestBody(
                equalToJson(
                    """
                    {"run_name":"load (r1)","idempotency_token":"key-1",
                     "git_source":{"git_url":"https://github.com/acme/warehouse",
                       "git_provider":"gitHub","git_commit":"%s"},
                     "environments":[{"environment_key":"env","spec":
                       {"environment_version":"2","dependencies":["dbt-databricks==1.12.4"]}}],
                     "tasks":[
                      {"task_key":"nb","notebook_task":{"notebook_path":"notebooks/load",
                        "source":"GIT","base_parameters":{"env":"stage"}}},
                      {"task_key":"dbt","dbt_task":{"commands":["dbt deps","dbt build"],
                        "warehouse_id":"wh1","source":"GIT"},"depends_on":[{"task_key":"nb"}]},
                      {"task_key":"sql","sql_task":{"warehouse_id":"wh1","parameters":{"d":"1"},
                        "file":{"path":"/Shared/check.sql","source":"WORKSPACE"}}},
                      {"task_key":"whl","python_wheel_task":{"package_name":"acme_etl",
                        "entry_point":"main","named_parameters":{"n":"3"}},
                        "libraries":[{"whl":"/Volumes/a/b/c/acme-1.whl"}],
                        "existing_cluster_id":"0918-1"},
                      {"task_key":"big","condition_task":{"op":"GREATER_THAN",
                        "left":"{{tasks.nb.values.n}}","right":"9"}},
                      {"task_key":"py","spark_python_task":{"python_file":"dbfs:/x.py",
                        "parameters":["-v"]},"environment_key":"env","run_if":"ALL_DONE",
                        "depends_on":[{"task_key":"big","outcome":"true"}]}]}"""
                        .formatted(COMMIT))));
  }

  @Test
  void a_lost_answer_is_asked_for_again_with_the_same_token() throws Exception {
    SERVER.stubFor(
        post("/api/2.2/jobs/runs/submit")
            .inScenario("lost")
            .whenScenarioStateIs(Scenario.STARTED)
            .willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER))
            .willSetStateTo("found"));
    SERVER.stubFor(
        post("/api/2.2/jobs/runs/submit")
            .inScenario("lost")
            .whenScenarioStateIs("found")
            .willReturn(okJson("{\"run_id\":9}")));

    assertThat(load().submit(context)).isEqualTo(new Handle("9"));

    SERVER.verify(
        2,
        postRequestedFor(urlEqualTo("/api/2.2/jobs/runs/submit"))
            .withRequestBody(equalToJson("{\"idempotency_token\":\"key-1\"}", true, true)));
  }

  @Test
  void a_start_that_may_have_happened_is_not_left_to_another_attempt() {
    SERVER.stubFor(post("/api/2.2/jobs/runs/submit").willReturn(aResponse().withStatus(503)));

    StepFailedException failure =
        catchThrowableOfType(StepFailedException.class, () -> load().submit(context));

    assertThat(failure.failureClass()).isEqualTo(FailureClass.FATAL);
    assertThat(failure).hasMessageContaining("idempotency token key-1 may have started");
  }

  @Test
  void git_without_a_full_commit_is_refused() {
    FakeContext branch = FakeContext.ofRun("r1").release(Release.of("main"));
    SubmitRun run =
        workspace.submit("load", JobTask.notebook("nb", "nb")).from(GitSource.gitHub("a/b"));

    assertThatThrownBy(() -> run.submit(branch))
        .isInstanceOf(InvalidDefinitionException.class)
        .hasMessageContaining("full id of a commit, not main");
    assertThatThrownBy(() -> workspace.submit("x", JobTask.notebook("nb", "nb")).submit(context))
        .hasMessageContaining("say from which repository");
  }

  @Test
  void states_of_tasks_are_its_progress() throws Exception {
    run(
        """
        "state":{"life_cycle_state":"RUNNING"},"tasks":[
          {"task_key":"a","run_id":91,"state":{"life_cycle_state":"TERMINATED",
           "result_state":"SUCCESS"}},
          {"task_key":"b","run_id":92,"state":{"life_cycle_state":"RUNNING"}},
          {"task_key":"c","run_id":93,"state":{"life_cycle_state":"BLOCKED"}}]""");

    Poll<JobRun> poll = load().poll(new Handle("9"), context);

    assertThat(poll.result()).isNull();
    assertThat(poll.progress()).hasToString("1/3 b RUNNING");
  }

  @Test
  void an_ended_run_is_the_result() throws Exception {
    run("\"state\":{\"life_cycle_state\":\"TERMINATED\",\"result_state\":\"SUCCESS\"}");

    assertThat(load().poll(new Handle("9"), context).result())
        .extracting(run -> run.state().hasSucceeded())
        .isEqualTo(true);
  }

  @Test
  void a_failed_run_tells_the_error_of_its_task() {
    run(
        """
        "run_name":"load (r1)","run_page_url":"https://h/#job/3/run/9",
        "state":{"life_cycle_state":"TERMINATED","result_state":"FAILED"},"tasks":[
          {"task_key":"a","run_id":91,"run_page_url":"https://h/#job/3/run/91",
           "status":{"state":"TERMINATED","termination_details":
             {"code":"REPOSITORY_CHECKOUT_FAILED","type":"CLIENT_ERROR","message":"no commit"}}},
          {"task_key":"b","run_id":92,"state":{"life_cycle_state":"TERMINATED",
            "result_state":"UPSTREAM_FAILED"}}]""");
    SERVER.stubFor(
        get("/api/2.2/jobs/runs/get-output?run_id=91")
            .willReturn(okJson("{\"error\":\"reference is not a tree\"}")));

    StepFailedException failure = failure();

    assertThat(failure.failureClass()).isEqualTo(FailureClass.FATAL);
    assertThat(failure)
        .hasMessage(
            "run 9 of load (r1) ended with FAILED; push the commit, and give the identity of the"
                + " run a Git credential for the repository: https://h/#job/3/run/9");
    assertThat(failure.evidence().get(0))
        .hasToString("a: REPOSITORY_CHECKOUT_FAILED: reference is not a tree (expected SUCCESS)");
    assertThat(failure.evidence().get(0).source()).isEqualTo("https://h/#job/3/run/91");
  }

  @Test
  void a_failure_of_the_cloud_may_be_tried_again() {
    run(
        """
        "status":{"state":"TERMINATED","termination_details":{"code":"CLOUD_FAILURE",
          "type":"CLOUD_FAILURE","message":"no capacity"}}""");

    assertThat(failure().failureClass()).isEqualTo(FailureClass.TRANSIENT);
  }

  @Test
  void failed_tasks_fail_the_step_unless_they_are_tolerated() throws Exception {
    run(
        "\"state\":{\"life_cycle_state\":\"TERMINATED\","
            + "\"result_state\":\"SUCCESS_WITH_FAILURES\"}");

    assertThat(failure()).hasMessageContaining("accept them with toleratingFailedTasks");
    assertThat(load().toleratingFailedTasks().poll(new Handle("9"), context).result()).isNotNull();
  }

  @Test
  void a_poll_that_gets_no_answer_is_left_to_the_next() {
    SERVER.stubFor(
        get(urlPathEqualTo("/api/2.2/jobs/runs/get")).willReturn(aResponse().withStatus(503)));

    assertThatThrownBy(() -> load().poll(new Handle("9"), context))
        .isInstanceOf(AnswerException.class);
  }

  @Test
  void a_run_that_may_not_be_seen_ends_the_step() {
    SERVER.stubFor(
        get(urlPathEqualTo("/api/2.2/jobs/runs/get"))
            .willReturn(
                aResponse().withStatus(403).withBody("{\"error_code\":\"PERMISSION_DENIED\"}")));

    assertThat(failure())
        .hasMessageContaining("it needs: CAN VIEW on the job")
        .hasMessageContaining("run 9 may still be going on");
  }

  @Test
  void a_job_is_started_by_name_with_parameters() throws Exception {
    SERVER.stubFor(
        get(urlPathEqualTo("/api/2.2/jobs/list"))
            .willReturn(okJson("{\"jobs\":[{\"job_id\":5}]}")));
    SERVER.stubFor(post("/api/2.2/jobs/run-now").willReturn(okJson("{\"run_id\":9}")));
    RunJob job =
        workspace
            .runJob("nightly")
            .parameter("env", "stage")
            .parameter("commit", run -> run.release().commit())
            .only("load+");

    assertThat(job.submit(context)).isEqualTo(new Handle("9"));

    assertThat(job.describe()).isEqualTo("Databricks job nightly with [commit, env]");
    SERVER.verify(
        postRequestedFor(urlEqualTo("/api/2.2/jobs/run-now"))
            .withRequestBody(
                equalToJson(
                    """
                    {"job_id":5,"idempotency_token":"key-1","only":["load+"],
                     "job_parameters":{"env":"stage","commit":"%s"}}"""
                        .formatted(COMMIT))));
  }

  private StepFailedException failure() {
    return catchThrowableOfType(
        StepFailedException.class, () -> load().poll(new Handle("9"), context));
  }

  private SubmitRun load() {
    return workspace.submit("load", JobTask.notebook("nb", "/Shared/load"));
  }

  private static void run(String fields) {
    SERVER.stubFor(
        get(urlPathEqualTo("/api/2.2/jobs/runs/get"))
            .willReturn(okJson("{\"run_id\":9," + fields + "}")));
  }
}
