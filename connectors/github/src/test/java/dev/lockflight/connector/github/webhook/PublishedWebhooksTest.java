package dev.lockflight.connector.github.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockflight.Decision;
import dev.lockflight.connector.github.NpmPackage;
import dev.lockflight.connector.github.SchemaCheck;
import dev.lockflight.connector.http.JsonTree;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Payloads as GitHub publishes them: real ones, and the schemas of those nobody has published. */
class PublishedWebhooksTest {
  private static JsonNode examples() {
    return fetched(
        NpmPackage.json("@octokit/webhooks-examples", "7.6.1", "api.github.com/index.json"));
  }

  private static JsonNode schemas() {
    return fetched(
        NpmPackage.json("@octokit/openapi-webhooks", "12.1.0", "generated/api.github.com.json"));
  }

  private static JsonNode fetched(Optional<JsonNode> json) {
    if (!"true".equals(System.getenv("CI"))) {
      Assumptions.assumeTrue(
          json.isPresent(), "npm could not fetch GitHub's webhooks, so they are not compared");
    }
    return json.orElseThrow(() -> new AssertionError("npm could not fetch GitHub's webhooks"));
  }

  private static List<JsonNode> examples(String event) {
    List<JsonNode> all = new ArrayList<>();
    for (JsonNode each : examples()) {
      if (each.path("name").asString("").equals(event)) {
        each.path("examples").forEach(all::add);
      }
    }
    assertThat(all).as(event).isNotEmpty();
    return all;
  }

  private static WebhookEvent read(String event, JsonNode payload) {
    byte[] json = payload.toString().getBytes(StandardCharsets.UTF_8);
    return new EventReader(event, JsonTree.of(json, event), CommandRule.ofCollaborators()).read();
  }

  @Test
  void every_published_payload_is_read() {
    int read = 0;
    for (JsonNode each : examples()) {
      for (JsonNode payload : each.path("examples")) {
        assertThat(read(each.path("name").asString(""), payload)).isNotNull();
        read++;
      }
    }
    assertThat(read).isGreaterThan(150);
  }

  @Test
  void published_pushes_pull_requests_and_releases_start_runs() {
    assertThat(examples("push"))
        .filteredOn(payload -> !payload.path("deleted").asBoolean(false))
        .allSatisfy(
            payload -> assertThat(read("push", payload)).isInstanceOf(WebhookEvent.Started.class));
    assertThat(examples("pull_request"))
        .filteredOn(payload -> payload.path("action").asString("").equals("synchronize"))
        .allSatisfy(
            payload ->
                assertThat(read("pull_request", payload))
                    .isInstanceOfSatisfying(
                        WebhookEvent.Started.class,
                        started ->
                            assertThat(started.source().commit())
                                .isEqualTo(
                                    payload.at("/pull_request/head/sha").asString("missing"))));
    assertThat(examples("release"))
        .filteredOn(payload -> payload.path("action").asString("").equals("published"))
        .isNotEmpty()
        .allSatisfy(
            payload ->
                assertThat(read("release", payload)).isInstanceOf(WebhookEvent.Started.class));
    assertThat(examples("repository_dispatch"))
        .allSatisfy(
            payload ->
                assertThat(read("repository_dispatch", payload))
                    .isInstanceOfSatisfying(
                        WebhookEvent.Started.class,
                        started -> assertThat(started.source().ref()).isNotEmpty()));
    assertThat(examples("workflow_dispatch"))
        .allSatisfy(
            payload ->
                assertThat(read("workflow_dispatch", payload))
                    .isInstanceOf(WebhookEvent.Started.class));
  }

  /** Only the question is published as an example; the answers have schemas. */
  @Test
  void the_answer_of_a_required_reviewer_has_the_fields_of_the_published_schema() {
    for (String action : List.of("approved", "rejected")) {
      ObjectNode payload = answered(action);
      JsonNode document = schemas();
      JsonNode schema =
          document
              .path("webhooks")
              .path("deployment-review-" + action)
              .at("/post/requestBody/content/application~1json/schema");
      assertThat(schema.isMissingNode()).isFalse();
      assertThat(new SchemaCheck(document).faults(schema, payload, false))
          .noneMatch(fault -> fault.contains("approver") || fault.contains("workflow_job_run"))
          .noneMatch(fault -> fault.contains("body.comment") || fault.contains("body.action"));
      assertThat(new SchemaCheck(document).faults(schema, misspelt(payload), false))
          .anyMatch(fault -> fault.contains("body.aprover is not described"));

      assertThat(read("deployment_review", payload))
          .isInstanceOfSatisfying(
              WebhookEvent.EnvironmentReviewed.class,
              review -> {
                assertThat(review.by().name()).isEqualTo("dave");
                assertThat(review.answer())
                    .isEqualTo(
                        action.equals("approved")
                            ? Decision.Answer.APPROVE
                            : Decision.Answer.REJECT);
                assertThat(review.comment()).isEqualTo("fine");
                assertThat(review.environments()).containsExactly("TST");
                assertThat(review.workflowRun()).isEqualTo(5453085689L);
              });
    }
  }

  private static ObjectNode misspelt(ObjectNode payload) {
    ObjectNode copy = payload.deepCopy();
    copy.set("aprover", copy.get("approver"));
    return copy;
  }

  private static ObjectNode answered(String action) {
    ObjectNode payload = (ObjectNode) examples("deployment_review").get(0).deepCopy();
    JsonNode job = payload.get("workflow_job_run");
    payload.remove(List.of("workflow_job_run", "environment", "requestor"));
    payload.put("action", action);
    payload.put("comment", "fine");
    payload.set("workflow_job_runs", JsonMapper.shared().createArrayNode().add(job));
    payload.set(
        "approver",
        JsonMapper.shared().readTree("{\"login\":\"dave\",\"id\":7,\"type\":\"User\"}"));
    return payload;
  }

  @Test
  void a_question_and_a_review_of_no_run_are_no_answers() {
    ObjectNode none = answered("approved");
    none.putNull("workflow_run");

    assertThat(read("deployment_review", none)).isInstanceOf(WebhookEvent.Ignored.class);
    assertThat(read("deployment_review", examples("deployment_review").get(0)))
        .isEqualTo(new WebhookEvent.Ignored("deployment review requested"));
  }
}
