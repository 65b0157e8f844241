package dev.lockflight.connector.github;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockflight.ApprovalRule;
import dev.lockflight.Call;
import dev.lockflight.GateName;
import dev.lockflight.Pipeline;
import dev.lockflight.Stage;
import dev.lockflight.StageName;
import dev.lockflight.Step;
import dev.lockflight.StepContext;
import dev.lockflight.Trigger;
import dev.lockflight.engine.TriggerEvent;
import dev.lockflight.engine.Triggers;
import dev.lockflight.run.RunStatus;
import dev.lockflight.testkit.simulation.SimulatedRun;
import dev.lockflight.testkit.simulation.Simulation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Simulations begin on 2026-01-05 at 08:00. */
class GitHubAnswersTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Trigger BY_HAND = new Trigger.Manual(List.of());
  private static final String ROOT = FakeGitHub.REPOSITORY;

  @RegisterExtension static final FakeGitHub SERVER = FakeGitHub.started();

  private final GitHub github = GitHub.open(SERVER.settings());
  private final List<TriggerEvent> told = new ArrayList<>();

  @AfterEach
  void close() {
    github.close();
  }

  private static final class Noting implements Call<String> {
    @Override
    public String name() {
      return "deploy";
    }

    @Override
    public String run(StepContext context) {
      return "deployed";
    }
  }

  private Simulation asking(UnaryOperator<GitHubAnswers> ways) {
    Pipeline delivery =
        Pipeline.of(
            "delivery",
            Stage.of("prod")
                .require(ApprovalRule.of("data-owners").notByInitiator())
                .run(Step.of(new Noting())));
    GitHubAnswers answers =
        ways.apply(
            github
                .repository("acme/warehouse")
                .approvals()
                .groups(login -> login.equals("mallory") ? Set.of() : Set.of("data-owners"))
                .answering("data-owners"));
    return Simulation.of(delivery)
        .opening(
            engine -> Triggers.on(engine).answeredBy(answers, MINUTE).followedBy(told::add).open());
  }

  private static void pulls(String... listed) {
    SERVER.answers(
        get(urlPathEqualTo(ROOT + "/commits/" + FakeGitHub.SHA + "/pulls")),
        200,
        "[" + String.join(",", listed) + "]");
  }

  private static String comment(long id, String by, String association, String text, String at) {
    return """
        {"id":%d,"body":"%s","user":{"login":"%s","type":"User"},"author_association":"%s",
         "created_at":"%s","updated_at":"%s"}
        """
        .formatted(id, text, by, association, at, at);
  }

  private static void comments(String... comments) {
    SERVER.answers(
        get(urlPathEqualTo(ROOT + "/issues/7/comments")),
        200,
        "[" + String.join(",", comments) + "]");
  }

  private static List<String> decided(SimulatedRun run) {
    return run.run().stage(StageName.of("prod")).decisions(GateName.of("data-owners")).stream()
        .map(decision -> decision.by() + ": " + decision.comment())
        .toList();
  }

  @Test
  void a_new_comment_on_the_runs_pull_request_opens_the_approval() {
    Simulation sim = asking(GitHubAnswers::byComments);
    pulls(Pulls.open(7).listed());
    comments();
    SimulatedRun run = sim.start(BY_HAND, FakeGitHub.SHA);
    sim.advance(MINUTE.multipliedBy(2));
    assertThat(run.status()).isEqualTo(RunStatus.WAITING);

    comments(
        comment(1, "carol", "MEMBER", "/approve long ago", "2026-01-04T08:00:00Z"),
        comment(2, "mallory", "NONE", "/approve", "2026-01-05T08:02:00Z"),
        comment(3, "carol", "MEMBER", "I approve", "2026-01-05T08:02:00Z"),
        comment(4, "carol", "MEMBER", "/approve changed", "2026-01-05T08:02:00Z")
            .replaceFirst("(\"updated_at\":\"2026-01-05T08:0)2", "$13"));
    sim.advance(MINUTE);
    assertThat(decided(run)).isEmpty();

    comments(comment(5, "carol", "MEMBER", "/approve looks good", "2026-01-05T08:03:00Z"));
    sim.advance(MINUTE);
    assertThat(decided(run)).containsExactly("carol (github): looks good");
    assertThat(run.status()).isEqualTo(RunStatus.SUCCEEDED);
  }

  @Test
  void who_may_not_is_told_once_and_a_reject_ends_the_run() {
    Simulation sim = asking(GitHubAnswers::byComments);
    pulls(Pulls.open(7).listed());
    comments(
        comment(1, "alice", "OWNER", "/approve mine", "2026-01-05T08:00:30Z"),
        comment(2, "mallory", "MEMBER", "/approve", "2026-01-05T08:00:30Z"));
    SimulatedRun run = sim.start(BY_HAND, FakeGitHub.SHA);
    sim.advance(MINUTE.multipliedBy(5)).crash().advance(MINUTE.multipliedBy(5));

    assertThat(told)
        .hasSize(2)
        .hasOnlyElementsOfType(TriggerEvent.NotAnswered.class)
        .extracting(TriggerEvent::describe)
        .anyMatch(text -> text.contains("bars its initiator"))
        .anyMatch(text -> text.contains("mallory is none of the approvers"));
    comments(comment(3, "carol", "MEMBER", "/reject not today", "2026-01-05T08:20:00Z"));
    sim.advance(MINUTE.multipliedBy(15));
    assertThat(run.status()).isEqualTo(RunStatus.REJECTED);
  }

  @Test
  void a_review_of_the_commit_and_no_other_opens_the_approval() {
    Simulation sim = asking(GitHubAnswers::byReviews);
    pulls(Pulls.open(7).listed());
    SERVER.answers(get(urlPathEqualTo(ROOT + "/pulls/7/reviews")), 200, review("older"));
    SimulatedRun run = sim.start(BY_HAND, FakeGitHub.SHA);
    sim.advance(MINUTE);
    assertThat(run.status()).isEqualTo(RunStatus.WAITING);

    SERVER.answers(get(urlPathEqualTo(ROOT + "/pulls/7/reviews")), 200, review(FakeGitHub.SHA));
    sim.advance(MINUTE);
    assertThat(decided(run)).containsExactly("carol (github): fine");
  }

  private static String review(String sha) {
    return """
        [{"user":{"login":"carol","type":"User"},"state":"APPROVED","commit_id":"%s",
          "body":"fine","submitted_at":"2026-01-05T07:00:00Z"}]
        """
        .formatted(sha);
  }

  @Test
  void a_required_reviewer_of_the_environment_opens_the_approval() {
    Simulation sim = asking(answers -> answers.byEnvironment("prod"));
    SERVER.answers(
        get(urlPathEqualTo(ROOT + "/actions/runs")),
        200,
        """
        {"total_count":1,"workflow_runs":[{"id":42,"name":"deploy","status":"waiting",
          "conclusion":null,"head_sha":"%s"}]}
        """
            .formatted(FakeGitHub.SHA));
    SERVER.answers(
        get(ROOT + "/actions/runs/42/approvals"),
        200,
        """
        [{"state":"approved","comment":"go","user":{"login":"dave"},"environments":[{"name":"prod"}]},
         {"state":"approved","comment":"","user":{"login":"erin"},"environments":[{"name":"stage"}]}]
        """);
    SimulatedRun run = sim.start(BY_HAND, FakeGitHub.SHA);
    sim.advance(MINUTE);

    assertThat(decided(run)).containsExactly("dave (github): go");
    assertThat(run.status()).isEqualTo(RunStatus.SUCCEEDED);
  }

  @Test
  void a_github_that_is_down_is_told_and_asked_again() {
    Simulation sim = asking(GitHubAnswers::byComments);
    SERVER.answers(get(urlPathEqualTo(ROOT + "/commits/" + FakeGitHub.SHA + "/pulls")), 500, "{}");
    SimulatedRun run = sim.start(BY_HAND, FakeGitHub.SHA);
    sim.advance(MINUTE);
    assertThat(told)
        .first()
        .isInstanceOfSatisfying(
            TriggerEvent.Failed.class,
            failed -> assertThat(failed.what()).contains("asking GitHub acme/warehouse"));

    pulls(Pulls.open(7).listed());
    comments(comment(5, "carol", "MEMBER", "/approve", "2026-01-05T08:03:00Z"));
    sim.advance(MINUTE.multipliedBy(10));
    assertThat(run.status()).isEqualTo(RunStatus.SUCCEEDED);
  }
}
