package dev.lockflight.connector.github.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockflight.Cause;
import dev.lockflight.Decision;
import dev.lockflight.Principal;
import dev.lockflight.connector.http.JsonTree;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the events mean, once they are known to be GitHub's. */
class EventReaderTest {
  private static final String REPOSITORY = "\"repository\":{\"full_name\":\"acme/warehouse\"},";
  private static final String SENDER = "\"sender\":{\"login\":\"alice\",\"type\":\"User\"}";

  private static WebhookEvent received(String event, String json) {
    return read(event, json, CommandRule.ofCollaborators());
  }

  private static WebhookEvent read(String event, String json, CommandRule commands) {
    JsonTree payload = JsonTree.of(json.getBytes(StandardCharsets.UTF_8), "test");
    return new EventReader(event, payload, commands).read();
  }

  private static String push(String ref, String after) {
    return "{\"ref\":\""
        + ref
        + "\",\"after\":\""
        + after
        + "\",\"head_commit\":{\"id\":\"c0ffee\"},\"commits\":["
        + "{\"author\":{\"username\":\"bob\",\"name\":\"Bob\"}},{\"author\":{\"name\":\"No Account\"}}],"
        + REPOSITORY
        + SENDER
        + "}";
  }

  @Test
  void a_push_starts_with_its_branch_commit_and_authors() {
    assertThat(received("push", push("refs/heads/feature/laps", "c0ffee")))
        .isEqualTo(
            new WebhookEvent.Started(
                Cause.push("feature/laps", new Principal("alice", Set.of(), "github"))
                    .withAuthors("bob"),
                new WebhookEvent.Source("acme/warehouse", "c0ffee", 0, false)));
  }

  @Test
  void a_pushed_tag_is_a_tag_and_a_deletion_nothing() {
    WebhookEvent tag = received("push", push("refs/tags/v1", "7a6"));
    WebhookEvent deleted = received("push", push("refs/heads/old", "0".repeat(40)));

    assertThat(tag)
        .isInstanceOfSatisfying(
            WebhookEvent.Started.class,
            started -> {
              assertThat(started.cause().kind()).isEqualTo(Cause.Kind.TAG);
              assertThat(started.cause().ref()).isEqualTo("v1");
              assertThat(started.source().commit()).isEqualTo("c0ffee");
            });
    assertThat(deleted).isEqualTo(new WebhookEvent.Ignored("refs/heads/old was deleted"));
  }

  private static String pull(String action, String headRepository) {
    return "{\"action\":\""
        + action
        + "\",\"pull_request\":"
        + pullOf(headRepository)
        + ","
        + REPOSITORY
        + SENDER
        + "}";
  }

  private static String pullOf(String headRepository) {
    return "{\"number\":7,\"user\":{\"login\":\"bob\"},\"head\":{\"ref\":\"laps\",\"sha\":\"c0ffee\",\"repo\":{\"full_name\":\""
        + headRepository
        + "\"}},\"base\":{\"ref\":\"main\",\"repo\":{\"full_name\":\"acme/warehouse\"}}}";
  }

  @Test
  void a_pull_request_starts_and_one_from_a_fork_says_so() {
    WebhookEvent own = received("pull_request", pull("synchronize", "acme/warehouse"));
    WebhookEvent fork = received("pull_request", pull("opened", "mallory/warehouse"));

    assertThat(own)
        .isInstanceOfSatisfying(
            WebhookEvent.Started.class,
            started -> {
              assertThat(started.cause()).hasToString("pull request laps → main by alice");
              assertThat(started.cause().authors()).containsExactly("bob");
              assertThat(started.source())
                  .isEqualTo(new WebhookEvent.Source("acme/warehouse", "c0ffee", 7, false));
            });
    assertThat(fork)
        .isInstanceOfSatisfying(
            WebhookEvent.Started.class,
            started -> assertThat(started.source().isFromFork()).isTrue());
    assertThat(received("pull_request", pull("labeled", "acme/warehouse")))
        .isInstanceOf(WebhookEvent.Ignored.class);
  }

  @Test
  void inputs_of_a_dispatch_are_the_causes() {
    WebhookEvent event =
        received(
            "workflow_dispatch",
            "{\"ref\":\"refs/heads/main\",\"inputs\":{\"target\":\"prod\",\"dry\":true},"
                + REPOSITORY
                + SENDER
                + "}");

    assertThat(event)
        .isInstanceOfSatisfying(
            WebhookEvent.Started.class,
            started ->
                assertThat(started.cause().inputs())
                    .isEqualTo(Map.of("dry", "true", "target", "prod")));
  }

  private static String comment(String action, String body, String by, String association) {
    return "{\"action\":\""
        + action
        + "\",\"issue\":{\"number\":7,\"pull_request\":{\"url\":\"u\"}},\"comment\":{\"body\":\""
        + body
        + "\",\"author_association\":\""
        + association
        + "\",\"user\":{\"login\":\""
        + by
        + "\",\"type\":\"User\"}},"
        + REPOSITORY
        + SENDER
        + "}";
  }

  @Test
  void a_command_is_heard_from_those_who_may_give_it() {
    assertThat(
            received(
                "issue_comment",
                comment("created", "/approve looks good\\r\\nthanks", "carol", "MEMBER")))
        .isEqualTo(
            new WebhookEvent.Command(
                new Principal("carol", Set.of(), "github"),
                "approve",
                "looks good",
                "acme/warehouse",
                7));
    assertThat(received("issue_comment", comment("created", "/promote", "mallory", "NONE")))
        .isEqualTo(new WebhookEvent.Ignored("mallory may not give commands"));
    assertThat(received("issue_comment", comment("edited", "/approve", "carol", "MEMBER")))
        .isInstanceOf(WebhookEvent.Ignored.class);
    assertThat(received("issue_comment", comment("created", "please /approve", "carol", "MEMBER")))
        .isInstanceOf(WebhookEvent.Ignored.class);
  }

  @Test
  void only_named_people_may_give_commands_when_they_are_named() {
    String command = comment("created", "/approve", "carol", "OWNER");

    assertThat(read("issue_comment", command, CommandRule.of("dave")))
        .isEqualTo(new WebhookEvent.Ignored("carol may not give commands"));
  }

  @Test
  void reviews_of_code_and_of_environments_are_answers() {
    WebhookEvent code =
        received(
            "pull_request_review",
            "{\"action\":\"submitted\",\"review\":{\"state\":\"approved\",\"commit_id\":\"c0ffee\",\"body\":null,"
                + "\"user\":{\"login\":\"carol\",\"type\":\"User\"}},\"pull_request\":"
                + pullOf("acme/warehouse")
                + ","
                + REPOSITORY
                + SENDER
                + "}");
    WebhookEvent environment =
        received(
            "deployment_review",
            "{\"action\":\"rejected\",\"approver\":{\"login\":\"dave\",\"type\":\"User\"},\"comment\":\"not today\","
                + "\"workflow_run\":{\"id\":42},\"workflow_job_runs\":[{\"environment\":\"prod\"}],"
                + REPOSITORY
                + SENDER
                + "}");

    assertThat(code)
        .isInstanceOfSatisfying(
            WebhookEvent.Reviewed.class,
            review -> {
              assertThat(review.by().name()).isEqualTo("carol");
              assertThat(review.answer()).isEqualTo(Decision.Answer.APPROVE);
              assertThat(review.source().commit()).isEqualTo("c0ffee");
            });
    assertThat(environment)
        .isEqualTo(
            new WebhookEvent.EnvironmentReviewed(
                new Principal("dave", Set.of(), "github"),
                Decision.Answer.REJECT,
                "not today",
                42,
                Set.of("prod")));
  }

  @Test
  void an_unknown_event_is_ignored() {
    assertThat(received("sponsorship", "{" + REPOSITORY + SENDER + "}"))
        .isInstanceOf(WebhookEvent.Ignored.class);
  }
}
