package dev.lockflight.connector.github;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockflight.ApprovalRule;
import dev.lockflight.Call;
import dev.lockflight.Cause;
import dev.lockflight.Decision;
import dev.lockflight.GateName;
import dev.lockflight.Pipeline;
import dev.lockflight.Principal;
import dev.lockflight.Release;
import dev.lockflight.RunId;
import dev.lockflight.Stage;
import dev.lockflight.StageName;
import dev.lockflight.Step;
import dev.lockflight.StepContext;
import dev.lockflight.connector.github.webhook.WebhookEvent;
import dev.lockflight.engine.Engine;
import dev.lockflight.engine.StartRequest;
import dev.lockflight.run.Run;
import dev.lockflight.run.RunStatus;
import dev.lockflight.store.InMemoryRunStore;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ApprovalsTest {
  private static final String REVIEWS = FakeGitHub.REPOSITORY + "/pulls/7/reviews";

  @RegisterExtension static final FakeGitHub SERVER = FakeGitHub.started();

  private static final class Noting implements Call<String> {
    @Override
    public String name() {
      return "note";
    }

    @Override
    public String run(StepContext context) {
      return "noted";
    }
  }

  private static Pipeline delivery() {
    return Pipeline.of(
        "delivery",
        Stage.of("prod")
            .require(ApprovalRule.of("data-owners").notByInitiator())
            .run(Step.of(new Noting())));
  }

  private static String review(String by, String state, String sha) {
    return "{\"user\":{\"login\":\""
        + by
        + "\",\"type\":\"User\"},\"state\":\""
        + state
        + "\",\"commit_id\":\""
        + sha
        + "\",\"body\":\"fine\",\"submitted_at\":\"2026-03-01T12:00:00Z\"}";
  }

  @Test
  void a_review_opens_the_approval_with_its_login_and_those_who_may_not_are_named()
      throws Exception {
    SERVER.answers(
        get(urlPathEqualTo(REVIEWS)),
        200,
        "["
            + review("alice", "APPROVED", FakeGitHub.SHA)
            + ","
            + review("bob", "APPROVED", "older")
            + ","
            + review("carol", "APPROVED", FakeGitHub.SHA)
            + "]");
    try (GitHub github = GitHub.open(SERVER.settings());
        Engine engine = Engine.on(new InMemoryRunStore()).open(delivery())) {
      RunId run =
          engine.start(
              StartRequest.of(
                  "delivery", Cause.manual(Principal.of("alice")), Release.of(FakeGitHub.SHA)));
      Run waiting = engine.settled(run).get(10, TimeUnit.SECONDS);
      assertThat(waiting.status()).isEqualTo(RunStatus.WAITING);
      GitHubApprovals approvals =
          github.repository("acme/warehouse").approvals().groups(login -> Set.of("data-owners"));

      Map<String, String> refused =
          approvals.pass(approvals.ofReviews(7, FakeGitHub.SHA), engine, run, "data-owners");

      assertThat(refused).containsOnlyKeys("alice");
      assertThat(refused.get("alice")).contains("bars its initiator");
      Run ended = engine.ended(run).get(10, TimeUnit.SECONDS);
      assertThat(ended.status()).isEqualTo(RunStatus.SUCCEEDED);
      assertThat(ended.stage(StageName.of("prod")).decisions(GateName.of("data-owners")))
          .singleElement()
          .satisfies(decision -> assertThat(decision.by().vouchedBy()).isEqualTo("github"))
          .satisfies(decision -> assertThat(decision.by().name()).isEqualTo("carol"));
    }
  }

  @Test
  void answers_of_an_environments_reviewers_are_read() throws Exception {
    SERVER.answers(
        get(FakeGitHub.REPOSITORY + "/actions/runs/42/approvals"),
        200,
        "[{\"state\":\"rejected\",\"comment\":\"no\",\"user\":{\"login\":\"bob\"},\"environments\":[{\"name\":\"prod\"}]}]");
    try (GitHub github = GitHub.open(SERVER.settings())) {
      GitHubApprovals approvals = github.repository("acme/warehouse").approvals();

      assertThat(approvals.ofEnvironment(42, "prod"))
          .extracting(GitHubAnswer::answer)
          .containsExactly(Decision.Answer.REJECT);
      assertThat(approvals.ofEnvironment(42, "stage")).isEmpty();
    }
  }

  @Test
  void commands_are_answers_when_they_say_so() {
    Principal carol = new Principal("carol", Set.of(), "github");

    assertThat(
            GitHubAnswer.of(new WebhookEvent.Command(carol, "approve", "ok", "acme/warehouse", 7)))
        .contains(new GitHubAnswer(carol, Decision.Answer.APPROVE, "ok"));
    assertThat(GitHubAnswer.of(new WebhookEvent.Command(carol, "promote", "", "acme/warehouse", 7)))
        .isEmpty();
  }
}
