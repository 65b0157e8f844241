package dev.lockflight.connector.github;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PromoteTest {
  @RegisterExtension static final FakeGitHub SERVER = FakeGitHub.started();

  private final EndpointRig rig = new EndpointRig(SERVER);

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void a_pull_request_from_a_fork_starts_nothing_unless_said() throws Exception {
    String pull =
        """
        {"action":"opened","pull_request":{"number":7,"user":{"login":"mallory"},
          "head":{"ref":"x","sha":"bad","repo":{"full_name":"mallory/warehouse"}},
          "base":{"ref":"main","repo":{"full_name":"acme/warehouse"}}},
         "repository":{"full_name":"acme/warehouse"},"sender":{"login":"mallory","type":"User"}}
        """;

    assertThat(rig.receive("pull_request", "1", pull).body())
        .isEqualTo("ignored: it comes from a fork");
    assertThat(
            EndpointRig.receive(rig.endpoint().acceptingForks(), "pull_request", "2", pull)
                .status())
        .isEqualTo(202);
    assertThat(rig.receive("pull_request", "3", pull.replace("mallory/w", "acme/w")).status())
        .isEqualTo(200);
    assertThat(rig.runs()).hasSize(1);
  }

  @Test
  void a_published_release_starts_the_commit_of_its_tag() throws Exception {
    SERVER.answers(
        get(FakeGitHub.REPOSITORY + "/git/ref/tags%2Fv1"),
        200,
        "{\"ref\":\"refs/tags/v1\",\"object\":{\"type\":\"tag\",\"sha\":\"7a6\"}}");
    SERVER.answers(
        get(FakeGitHub.REPOSITORY + "/git/tags/7a6"),
        200,
        "{\"tag\":\"v1\",\"object\":{\"type\":\"commit\",\"sha\":\"c0ffee\"}}");
    String released =
        """
        {"action":"published","release":{"tag_name":"v1"},
         "repository":{"full_name":"acme/warehouse"},"sender":{"login":"alice","type":"User"}}
        """;

    assertThat(rig.receive("release", "1", released).status()).isEqualTo(202);
    assertThat(rig.runs())
        .singleElement()
        .satisfies(run -> assertThat(run.release().commit()).isEqualTo("c0ffee"));
  }

  @Test
  void promote_starts_the_named_pipeline_with_inputs_at_the_pull_requests_commit()
      throws Exception {
    SERVER.answers(
        get(urlPathEqualTo(FakeGitHub.REPOSITORY + "/pulls/7")), 200, Pulls.open(7).json());
    WebhookEndpoint endpoint = rig.endpoint().byHand("promotion");

    assertThat(
            EndpointRig.receive(
                    endpoint, "issue_comment", "1", EndpointRig.comment("/promote size=3"))
                .status())
        .isEqualTo(202);
    assertThat(rig.runs())
        .singleElement()
        .satisfies(run -> assertThat(run.pipeline().value()).isEqualTo("promotion"))
        .satisfies(run -> assertThat(run.release().commit()).isEqualTo(FakeGitHub.SHA))
        .satisfies(run -> assertThat(run.created().cause().by().name()).isEqualTo("carol"))
        .satisfies(run -> assertThat(run.created().cause().inputs()).containsEntry("size", "3"));
    assertThat(
            EndpointRig.receive(
                    endpoint, "issue_comment", "2", EndpointRig.comment("/promote 0123456"))
                .status())
        .isEqualTo(202);
    assertThat(
            EndpointRig.receive(
                    endpoint, "issue_comment", "3", EndpointRig.comment("/promote fffffff"))
                .body())
        .contains("the pull request is at " + FakeGitHub.SHA + ", not at fffffff");
    assertThat(
            EndpointRig.receive(
                    endpoint, "issue_comment", "4", EndpointRig.comment("/promote colour=red"))
                .body())
        .contains("promotion was not started", "colour");
    assertThat(
            EndpointRig.receive(
                    rig.endpoint(), "issue_comment", "5", EndpointRig.comment("/promote"))
                .body())
        .isEqualTo("ignored: no pipeline is started by hand here");
    assertThat(rig.runs()).hasSize(2);
  }
}
