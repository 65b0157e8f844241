package dev.lockflight.connector.github;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.patch;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockflight.Release;
import dev.lockflight.connector.http.JsonTree;
import dev.lockflight.testkit.fake.FakeContext;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

class ChecksTest {
  private static final String RUNS = FakeGitHub.REPOSITORY + "/check-runs";
  private static final String AT_COMMIT =
      FakeGitHub.REPOSITORY + "/commits/" + FakeGitHub.SHA + "/check-runs";

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

  private Checks checks() {
    return github.repository("acme/warehouse").checks();
  }

  private static String run(long id, String external) {
    return "{\"id\":"
        + id
        + ",\"name\":\"dbt\",\"status\":\"completed\",\"conclusion\":\"failure\",\"external_id\":\""
        + external
        + "\",\"app\":{\"slug\":\"lockflight\"},\"html_url\":\"https://github.com/r/1\"}";
  }

  private static void existing(String... runs) {
    SERVER.answers(
        get(urlPathEqualTo(AT_COMMIT)),
        200,
        "{\"total_count\":" + runs.length + ",\"check_runs\":[" + String.join(",", runs) + "]}");
  }

  private static CheckReport report(int annotations) {
    return CheckReport.of("dbt", CheckState.FAILURE)
        .identifiedBy("run-1/stage")
        .saying("2 of 9 failed", "| node | status |")
        .annotating(
            IntStream.rangeClosed(1, annotations)
                .mapToObj(line -> Annotation.failure("models/a.sql", line, "broken"))
                .toList())
        .linking(URI.create("https://ci.example/7"));
  }

  @Test
  void a_check_is_created_with_its_first_fifty_annotations_and_given_the_others() throws Exception {
    existing(run(1, "another"));
    SERVER.answers(post(RUNS), 201, run(8, "run-1/stage"));
    SERVER.answers(patch(urlEqualTo(RUNS + "/8")), 200, run(8, "run-1/stage"));

    CheckRun made = checks().report(FakeGitHub.SHA, report(120));

    assertThat(made.id()).isEqualTo(8);
    assertThat(made.state()).isEqualTo(CheckState.FAILURE);
    JsonNode created = SERVER.bodies("POST", RUNS).get(0);
    assertThat(created.get("head_sha").asString()).isEqualTo(FakeGitHub.SHA);
    assertThat(created.get("status").asString()).isEqualTo("completed");
    assertThat(created.get("conclusion").asString()).isEqualTo("failure");
    assertThat(created.at("/output/annotations").size()).isEqualTo(50);
    assertThat(
            SERVER.bodies("PATCH", RUNS + "/8").stream()
                .mapToInt(b -> b.at("/output/annotations").size())
                .sum())
        .isEqualTo(70);
  }

  @Test
  void the_same_check_is_updated_and_its_annotations_are_not_doubled() throws Exception {
    existing(run(8, "run-1/stage"));
    SERVER.answers(get(RUNS + "/8"), 200, "{\"id\":8,\"output\":{\"annotations_count\":2}}");
    SERVER.answers(patch(urlEqualTo(RUNS + "/8")), 200, run(8, "run-1/stage"));

    CheckRun updated = checks().report(FakeGitHub.SHA, report(3));

    assertThat(updated.id()).isEqualTo(8);
    SERVER.verify(0, postRequestedFor(urlEqualTo(RUNS)));
    List<JsonNode> changes = SERVER.bodies("PATCH", RUNS + "/8");
    assertThat(changes).hasSize(1);
    assertThat(changes.get(0).at("/output/annotations/0/start_line").asInt()).isEqualTo(3);
  }

  @Test
  void a_running_check_has_no_conclusion() throws Exception {
    existing();
    SERVER.answers(post(RUNS), 201, run(8, "dbt"));

    CheckRun made =
        checks()
            .report("dbt", CheckState.IN_PROGRESS)
            .run(FakeContext.ofRun("r").release(Release.of(FakeGitHub.SHA)));

    JsonNode body = SERVER.bodies("POST", RUNS).get(0);
    assertThat(made.name()).isEqualTo("dbt");
    assertThat(body.get("status").asString()).isEqualTo("in_progress");
    assertThat(body.has("conclusion")).isFalse();
    assertThat(body.get("external_id").asString()).isEqualTo("dbt");
  }

  @Test
  void words_that_are_not_known_are_not_passed() {
    JsonTree json =
        JsonTree.of(
            "{\"status\":\"completed\",\"conclusion\":\"exploded\"}"
                .getBytes(StandardCharsets.UTF_8),
            "test");

    assertThat(CheckState.read(json)).isEqualTo(CheckState.UNKNOWN);
    assertThat(CheckState.UNKNOWN.isPassed()).isFalse();
  }

  @Test
  void a_token_that_is_no_app_is_told_what_it_needs() {
    existing();
    SERVER.answers(post(RUNS), 403, "{\"message\":\"You must authenticate via a GitHub App.\"}");

    assertThatThrownBy(() -> checks().report(FakeGitHub.SHA, report(0)))
        .isInstanceOf(GitHubException.class)
        .hasMessageContaining("checks: write, of a GitHub App");
  }
}
