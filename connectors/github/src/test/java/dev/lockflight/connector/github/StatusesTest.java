package dev.lockflight.connector.github;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockflight.Call;
import dev.lockflight.Release;
import dev.lockflight.testkit.fake.FakeContext;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class StatusesTest {
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

  private Statuses statuses() {
    return github.repository("acme/warehouse").statuses();
  }

  @Test
  void a_status_is_set_with_all_it_says() throws Exception {
    SERVER.answers(post(FakeGitHub.REPOSITORY + "/statuses/" + FakeGitHub.SHA), 201, "{}");

    statuses()
        .set(
            FakeGitHub.SHA,
            CommitStatus.failure("lockflight/stage")
                .describedAs("2 tests failed")
                .linking(URI.create("https://ci.example/7")));

    SERVER.verify(
        postRequestedFor(urlEqualTo(FakeGitHub.REPOSITORY + "/statuses/" + FakeGitHub.SHA))
            .withHeader("Authorization", equalTo("Bearer ghp_s3cretT0ken"))
            .withHeader("X-GitHub-Api-Version", equalTo("2022-11-28"))
            .withHeader("Accept", equalTo("application/vnd.github+json"))
            .withRequestBody(
                equalToJson(
                    """
                    {"state":"failure","context":"lockflight/stage","description":"2 tests failed",
                     "target_url":"https://ci.example/7"}
                    """)));
  }

  @Test
  void the_latest_statuses_are_read_over_all_pages() throws Exception {
    String path = FakeGitHub.REPOSITORY + "/commits/main/status";
    SERVER.stubs(
        get(path + "?per_page=100")
            .willReturn(
                okJson(
                        "{\"state\":\"pending\",\"statuses\":[{\"context\":\"a\",\"state\":\"success\","
                            + "\"description\":null,\"target_url\":null}]}")
                    .withHeader(
                        "Link",
                        "<" + SERVER.baseUrl() + path + "?per_page=100&page=2>; rel=\"next\"")));
    SERVER.answers(
        get(path + "?per_page=100&page=2"),
        200,
        "{\"state\":\"pending\",\"statuses\":[{\"context\":\"b\",\"state\":\"pending\"}]}");

    assertThat(statuses().latest("main"))
        .containsExactly(CommitStatus.success("a"), CommitStatus.pending("b"));
  }

  @Test
  void a_step_marks_the_release() throws Exception {
    SERVER.answers(post(FakeGitHub.REPOSITORY + "/statuses/" + FakeGitHub.SHA), 201, "{}");
    Call<CommitStatus> step = statuses().report(CommitStatus.success("lockflight/prod"));

    CommitStatus set = step.run(FakeContext.ofRun("r1").release(Release.of(FakeGitHub.SHA)));

    assertThat(set.state()).isEqualTo(CommitStatus.State.SUCCESS);
    assertThat(step.asStep().name().value()).isEqualTo("status lockflight prod");
  }

  @Test
  void a_commit_that_was_not_pushed_is_told() {
    SERVER.answers(
        post(FakeGitHub.REPOSITORY + "/statuses/" + FakeGitHub.SHA),
        422,
        "{\"message\":\"No commit found for SHA: 0123\",\"documentation_url\":\"d\",\"status\":\"422\"}");

    assertThatThrownBy(() -> statuses().set(FakeGitHub.SHA, CommitStatus.success("a")))
        .isInstanceOfSatisfying(
            GitHubException.class,
            e -> assertThat(e.kind()).isEqualTo(GitHubException.Kind.INVALID))
        .hasMessageContaining("push the commit first");
  }

  @Test
  void a_missing_permission_is_named() {
    SERVER.answers(
        post(FakeGitHub.REPOSITORY + "/statuses/" + FakeGitHub.SHA),
        403,
        "{\"message\":\"Resource not accessible by integration\",\"documentation_url\":\"d\"}");

    assertThatThrownBy(() -> statuses().set(FakeGitHub.SHA, CommitStatus.success("a")))
        .isInstanceOfSatisfying(
            GitHubException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(GitHubException.Kind.PERMISSION);
              assertThat(e.permission()).contains("commit statuses: write");
            })
        .hasMessageContaining("needs the permission commit statuses: write");
  }

  @Test
  void a_long_description_is_shortened() {
    assertThat(CommitStatus.success("a").describedAs("x".repeat(200)).description())
        .hasSize(140)
        .endsWith("…");
  }
}
