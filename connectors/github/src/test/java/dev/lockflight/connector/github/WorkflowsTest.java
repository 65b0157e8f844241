package dev.lockflight.connector.github;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.temporaryRedirect;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockflight.Decision;
import dev.lockflight.Digest;
import dev.lockflight.Evidence;
import dev.lockflight.FailureClass;
import dev.lockflight.Release;
import dev.lockflight.RemoteOperation;
import dev.lockflight.StepFailedException;
import dev.lockflight.testkit.fake.FakeContext;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class WorkflowsTest {
  private static final String DEPLOY = FakeGitHub.REPOSITORY + "/actions/workflows/deploy.yml";
  private static final String RUN = FakeGitHub.REPOSITORY + "/actions/runs/42";

  @RegisterExtension static final FakeGitHub SERVER = FakeGitHub.started();

  private GitHub github;

  @BeforeEach
  void open() {
    github = GitHub.open(SERVER.settings());
  }

  @AfterEach
  void close() {
    github.close();
  }

  private WorkflowDispatch dispatch() {
    return dispatch(github);
  }

  private static WorkflowDispatch dispatch(GitHub by) {
    return by.repository("acme/warehouse")
        .workflows()
        .dispatch("deploy.yml", "main")
        .input("target", "prod");
  }

  private static FakeContext context() {
    return FakeContext.ofRun("r1").release(Release.of(FakeGitHub.SHA)).idempotencyKey("key-1");
  }

  private static void runs(String path, String... titles) {
    String all =
        Stream.of(titles)
            .map(title -> "{\"id\":42,\"display_title\":\"" + title + "\",\"head_sha\":\"a\"}")
            .collect(Collectors.joining(","));
    SERVER.answers(
        get(urlPathEqualTo(path + "/runs")),
        200,
        "{\"total_count\":1,\"workflow_runs\":[" + all + "]}");
  }

  private static void run(String status, String conclusion) {
    SERVER.answers(
        get(RUN),
        200,
        "{\"id\":42,\"name\":\"deploy\",\"display_title\":\"deploy key-1\",\"status\":\""
            + status
            + "\",\"conclusion\":"
            + (conclusion.isEmpty() ? "null" : "\"" + conclusion + "\"")
            + ",\"head_sha\":\"a\",\"html_url\":\"https://github.com/r/42\"}");
    SERVER.answers(
        get(urlPathEqualTo(RUN + "/jobs")),
        200,
        "{\"jobs\":[{\"id\":1,\"name\":\"build\",\"status\":\"completed\",\"conclusion\":\"success\"},"
            + "{\"id\":2,\"name\":\"apply\",\"status\":\""
            + (conclusion.isEmpty() ? "in_progress" : "completed")
            + "\",\"conclusion\":"
            + (conclusion.isEmpty() ? "null" : "\"" + conclusion + "\"")
            + "}]}");
  }

  @Test
  void the_run_is_known_from_the_answer() throws Exception {
    runs(DEPLOY);
    SERVER.answers(
        post(DEPLOY + "/dispatches"),
        200,
        "{\"workflow_run_id\":42,\"run_url\":\"u\",\"html_url\":\"h\"}");

    assertThat(dispatch().submit(context()).value()).isEqualTo("42");

    SERVER.verify(
        postRequestedFor(urlEqualTo(DEPLOY + "/dispatches"))
            .withRequestBody(
                equalToJson(
                    "{\"ref\":\"main\",\"inputs\":{\"lockflight\":\"key-1\",\"target\":\"prod\"},\"return_run_details\":true}")));
  }

  @Test
  void after_a_crash_the_run_is_found_by_its_title_and_not_started_twice() throws Exception {
    runs(DEPLOY, "deploy key-12", "deploy key-1");

    assertThat(dispatch().submit(context()).value()).isEqualTo("42");

    SERVER.verify(0, postRequestedFor(urlEqualTo(DEPLOY + "/dispatches")));
  }

  @Test
  void an_enterprise_server_does_not_tell_the_run_so_it_is_looked_for() throws Exception {
    String path = "/api/v3" + DEPLOY;
    runs(path);
    SERVER.answers(post(path + "/dispatches"), 204, "");
    try (GitHub enterprise = GitHub.open(SERVER.settings("/api/v3"))) {
      RemoteOperation.Handle handle = dispatch(enterprise).submit(context());
      RemoteOperation.Poll<WorkflowRun> before = dispatch(enterprise).poll(handle, context());

      assertThat(handle.value()).startsWith("key:").endsWith(" key-1");
      assertThat(before.result()).isNull();
      assertThat(before.progress().what()).isEqualTo("waits for GitHub to start deploy.yml");
    }
    assertThat(SERVER.bodies("POST", path + "/dispatches").get(0).has("return_run_details"))
        .isFalse();
  }

  @Test
  void the_newer_version_of_the_api_is_not_asked_for_the_run() throws Exception {
    runs(DEPLOY);
    SERVER.answers(post(DEPLOY + "/dispatches"), 200, "{\"workflow_run_id\":42}");
    try (GitHub newer = GitHub.open(SERVER.settings().version("2026-03-10"))) {
      assertThat(dispatch(newer).submit(context()).value()).isEqualTo("42");
    }
    SERVER.verify(
        postRequestedFor(urlEqualTo(DEPLOY + "/dispatches"))
            .withHeader("X-GitHub-Api-Version", equalTo("2026-03-10"))
            .withRequestBody(
                equalToJson(
                    "{\"ref\":\"main\",\"inputs\":{\"lockflight\":\"key-1\",\"target\":\"prod\"}}")));
  }

  @Test
  void its_jobs_are_its_progress_and_its_end_is_the_result() throws Exception {
    run("in_progress", "");
    RemoteOperation.Poll<WorkflowRun> running =
        dispatch().poll(new RemoteOperation.Handle("42"), context());
    run("completed", "success");
    RemoteOperation.Poll<WorkflowRun> ended =
        dispatch().poll(new RemoteOperation.Handle("42"), context());

    assertThat(running.progress()).hasToString("1/2 apply");
    assertThat(ended.result()).isNotNull().extracting(WorkflowRun::conclusion).isEqualTo("success");
  }

  @Test
  void a_run_that_failed_names_its_jobs() {
    run("completed", "failure");

    assertThatThrownBy(() -> dispatch().poll(new RemoteOperation.Handle("42"), context()))
        .isInstanceOfSatisfying(
            StepFailedException.class,
            e -> {
              assertThat(e.failureClass()).isEqualTo(FailureClass.FATAL);
              assertThat(e.evidence()).extracting(Evidence::name).containsExactly("job apply");
            })
        .hasMessageContaining("https://github.com/r/42");
  }

  @Test
  void cancelling_a_run_that_has_ended_does_nothing() throws Exception {
    SERVER.answers(
        post(RUN + "/cancel"),
        409,
        "{\"message\":\"Cannot cancel a workflow run that is completed.\"}");

    dispatch().cancel(new RemoteOperation.Handle("42"), context());

    SERVER.verify(1, postRequestedFor(urlEqualTo(RUN + "/cancel")));
  }

  @Test
  void an_input_the_workflow_does_not_declare_is_told() {
    runs(DEPLOY);
    SERVER.answers(
        post(DEPLOY + "/dispatches"),
        422,
        "{\"message\":\"Unexpected inputs provided: [\\\"lockflight\\\"]\"}");

    assertThatThrownBy(() -> dispatch().submit(context()))
        .isInstanceOf(StepFailedException.class)
        .hasMessageContaining("Unexpected inputs provided");
  }

  @Test
  void environments_that_a_run_waits_for_are_answered_and_the_answers_read() throws Exception {
    SERVER.answers(
        get(RUN + "/pending_deployments"),
        200,
        "[{\"environment\":{\"id\":9,\"name\":\"prod\"},\"wait_timer\":0,\"wait_timer_started_at\":null,"
            + "\"current_user_can_approve\":true,\"reviewers\":[]}]");
    SERVER.answers(post(RUN + "/pending_deployments"), 200, "[]");
    SERVER.answers(
        get(RUN + "/approvals"),
        200,
        "[{\"state\":\"approved\",\"comment\":\"ship it\",\"user\":{\"login\":\"bob\"},\"environments\":[{\"name\":\"prod\"}]}]");
    WorkflowRuns runs = github.repository("acme/warehouse").workflows().runs();

    runs.answer(42, runs.pending(42), Decision.Answer.APPROVE, "checked");

    SERVER.verify(
        postRequestedFor(urlEqualTo(RUN + "/pending_deployments"))
            .withRequestBody(
                equalToJson(
                    "{\"environment_ids\":[9],\"state\":\"approved\",\"comment\":\"checked\"}")));
    assertThat(runs.reviews(42))
        .containsExactly(
            new EnvironmentReview("bob", Decision.Answer.APPROVE, "ship it", Set.of("prod")));
  }

  @Test
  void an_artifact_is_downloaded_without_showing_the_token_to_its_host(@TempDir Path directory)
      throws Exception {
    SERVER.stubs(
        get(FakeGitHub.REPOSITORY + "/actions/artifacts/3/zip")
            .willReturn(
                temporaryRedirect(
                        SERVER.baseUrl().replace("localhost", "127.0.0.1") + "/elsewhere/blob")
                    .withStatus(302)));
    SERVER.answers(get("/elsewhere/blob"), 200, "zipped");
    WorkflowRuns runs = github.repository("acme/warehouse").workflows().runs();
    Path file = directory.resolve("a.zip");

    runs.download(new WorkflowArtifact(3, "a", 6, false, Digest.of("zipped").value()), file);

    assertThat(file).hasContent("zipped");
    SERVER.verify(getRequestedFor(urlEqualTo("/elsewhere/blob")).withoutHeader("Authorization"));
    assertThatThrownBy(
            () ->
                runs.download(
                    new WorkflowArtifact(3, "a", 6, false, Digest.of("other").value()), file))
        .isInstanceOf(GitHubException.class)
        .hasMessageContaining("so it was deleted");
    assertThat(file).doesNotExist();
    assertThatThrownBy(() -> runs.download(new WorkflowArtifact(3, "a", 6, true, ""), file))
        .hasMessageContaining("has expired");
  }

  @Test
  void an_event_is_sent() throws Exception {
    SERVER.answers(post(FakeGitHub.REPOSITORY + "/dispatches"), 204, "");

    github
        .repository("acme/warehouse")
        .workflows()
        .event("deployed", Map.of("environment", "prod"));

    SERVER.verify(
        postRequestedFor(urlEqualTo(FakeGitHub.REPOSITORY + "/dispatches"))
            .withRequestBody(
                equalToJson(
                    "{\"event_type\":\"deployed\",\"client_payload\":{\"environment\":\"prod\"}}")));
  }
}
