package dev.lockflight.connector.github;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockflight.Cause;
import dev.lockflight.Gate;
import dev.lockflight.Principal;
import dev.lockflight.Release;
import dev.lockflight.Verdict;
import dev.lockflight.testkit.fake.FakeContext;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class GatesTest {
  private static final String AT = FakeGitHub.REPOSITORY + "/commits/" + FakeGitHub.SHA;
  private static final String PULL = FakeGitHub.REPOSITORY + "/pulls/7";

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

  private GitHubGates gates() {
    return github.repository("acme/warehouse").gates();
  }

  private static Verdict ask(Gate gate) throws Exception {
    return gate.evaluate(
        FakeContext.ofRun("r1")
            .release(Release.of(FakeGitHub.SHA))
            .cause(Cause.pullRequest("feature/laps", "main", Principal.of("alice"))));
  }

  private static void signs(String runs, String statuses) {
    SERVER.answers(get(urlPathEqualTo(AT + "/check-runs")), 200, "{\"check_runs\":[" + runs + "]}");
    SERVER.answers(get(urlPathEqualTo(AT + "/status")), 200, "{\"statuses\":[" + statuses + "]}");
  }

  private static String run(String name, String conclusion) {
    return "{\"id\":1,\"name\":\""
        + name
        + "\",\"status\":\""
        + (conclusion.isEmpty()
            ? "in_progress\",\"conclusion\":null"
            : "completed\",\"conclusion\":\"" + conclusion + "\"")
        + "}";
  }

  private static String status(String context, String state) {
    return "{\"context\":\"" + context + "\",\"state\":\"" + state + "\"}";
  }

  private static void pull(Pulls pull) {
    SERVER.answers(get(urlPathEqualTo(AT + "/pulls")), 200, "[" + pull.listed() + "]");
    SERVER.answers(get(PULL), 200, pull.json());
  }

  private static void reviews(String... reviews) {
    SERVER.answers(
        get(urlPathEqualTo(PULL + "/reviews")), 200, "[" + String.join(",", reviews) + "]");
  }

  private static String review(String by, String state, String sha) {
    return "{\"user\":{\"login\":\""
        + by
        + "\",\"type\":\"User\"},\"state\":\""
        + state
        + "\",\"commit_id\":\""
        + sha
        + "\",\"submitted_at\":\"2026-03-01T12:00:00Z\"}";
  }

  @Test
  void checks_and_statuses_that_passed_open() throws Exception {
    signs(
        run("build", "success") + "," + run("lint", "skipped"),
        status("lockflight/stage", "success"));

    Verdict verdict = ask(gates().checksPassed("build", "lockflight/stage"));

    assertThat(verdict.status()).isEqualTo(Verdict.Status.PASSED);
    assertThat(verdict.evidence()).hasSize(2);
  }

  @Test
  void one_that_failed_blocks_although_others_run() throws Exception {
    signs(run("build", "failure") + "," + run("lint", ""), "");

    assertThat(ask(gates().checksPassed()).toString())
        .isEqualTo("FAILED: 1 checks did not pass: [build]");
  }

  @Test
  void what_has_not_begun_or_not_finished_is_waited_for() throws Exception {
    signs(run("build", ""), status("docs", "pending"));

    Verdict verdict = ask(gates().checksPassed("build", "docs", "deploy"));

    assertThat(verdict.isPending()).isTrue();
    assertThat(verdict.summary())
        .contains("[build, docs] are not finished")
        .contains("[deploy] have not begun");
    assertThat(verdict.nextAnswerAt()).isPresent();
  }

  @Test
  void a_commit_without_any_check_cannot_be_judged() throws Exception {
    signs("", "");

    assertThat(ask(gates().checksPassed()).status()).isEqualTo(Verdict.Status.ERRORED);
  }

  @Test
  void what_github_does_not_tell_is_errored_and_names_the_permission() throws Exception {
    SERVER.answers(
        get(urlPathEqualTo(AT + "/check-runs")),
        403,
        "{\"message\":\"Resource not accessible by integration\"}");

    Verdict verdict = ask(gates().checksPassed("build"));

    assertThat(verdict.status()).isEqualTo(Verdict.Status.ERRORED);
    assertThat(verdict.summary()).contains("checks: read");
  }

  @Test
  void approvals_of_the_present_head_count() throws Exception {
    pull(Pulls.open(7));
    reviews(
        review("bob", "APPROVED", FakeGitHub.SHA),
        review("bob", "COMMENTED", FakeGitHub.SHA),
        review("carol", "APPROVED", "older"),
        review("alice", "APPROVED", FakeGitHub.SHA),
        review("dave", "DISMISSED", FakeGitHub.SHA));

    assertThat(ask(gates().reviewsApproved(1)).status()).isEqualTo(Verdict.Status.PASSED);
    assertThat(ask(gates().reviewsApproved(2)).summary()).contains("1 of 2 people approved");
  }

  @Test
  void a_last_word_against_it_fails() throws Exception {
    pull(Pulls.open(7));
    reviews(review("bob", "APPROVED", FakeGitHub.SHA), review("bob", "CHANGES_REQUESTED", "older"));

    assertThat(ask(gates().reviewsApproved(1)).toString())
        .isEqualTo("FAILED: changes were requested by [bob]");
  }

  @Test
  void owners_of_changed_files_must_approve() throws Exception {
    pull(Pulls.open(7));
    reviews(review("bob", "APPROVED", FakeGitHub.SHA));
    String owners =
        Base64.getMimeEncoder()
            .encodeToString("*.sql @acme/data\ndocs/ @dora\n".getBytes(StandardCharsets.UTF_8));
    SERVER.answers(
        get(urlPathEqualTo(FakeGitHub.REPOSITORY + "/contents/.github/CODEOWNERS")), 404, "{}");
    SERVER.answers(
        get(urlPathEqualTo(FakeGitHub.REPOSITORY + "/contents/CODEOWNERS")),
        200,
        "{\"type\":\"file\",\"encoding\":\"base64\",\"content\":\"" + owners.strip() + "\"}");
    SERVER.answers(
        get(urlPathEqualTo(PULL + "/files")),
        200,
        "[{\"filename\":\"models/a.sql\",\"status\":\"added\",\"additions\":1,\"deletions\":0}]");
    SERVER.answers(get("/orgs/acme/teams/data/memberships/bob"), 404, "{}");

    Verdict waiting = ask(gates().reviewsApproved(1).byCodeOwners());
    SERVER.answers(
        get("/orgs/acme/teams/data/memberships/bob"),
        200,
        "{\"state\":\"active\",\"role\":\"member\"}");
    Verdict passed = ask(gates().reviewsApproved(1).byCodeOwners());

    assertThat(waiting.isPending()).isTrue();
    assertThat(waiting.summary()).contains("@acme/data");
    assertThat(passed.status()).isEqualTo(Verdict.Status.PASSED);
  }

  @Test
  void title_labels_and_size_are_judged() throws Exception {
    pull(Pulls.open(7).titled("feat: add laps"));
    SERVER.answers(
        get(urlPathEqualTo(PULL + "/files")),
        200,
        "[{\"filename\":\"a\",\"status\":\"added\",\"additions\":900,\"deletions\":1}]");

    assertThat(ask(gates().titleMatches("(feat|fix): .+")).status())
        .isEqualTo(Verdict.Status.PASSED);
    assertThat(ask(gates().titleMatches("fix: .+")).status()).isEqualTo(Verdict.Status.FAILED);
    assertThat(ask(gates().labelsPresent("data")).status()).isEqualTo(Verdict.Status.PASSED);
    assertThat(ask(gates().labelsPresent("data", "reviewed")).summary()).contains("[reviewed]");
    assertThat(ask(gates().filesWithin(1)).status()).isEqualTo(Verdict.Status.PASSED);
    assertThat(ask(gates().filesWithin(1).lines(900)).status()).isEqualTo(Verdict.Status.FAILED);
  }

  @Test
  void a_release_behind_the_branch_is_not_up_to_date() throws Exception {
    SERVER.answers(
        get(FakeGitHub.REPOSITORY + "/compare/main..." + FakeGitHub.SHA),
        200,
        "{\"status\":\"diverged\",\"ahead_by\":1,\"behind_by\":3,\"files\":[],\"html_url\":\"https://github.com/c\"}");

    assertThat(ask(gates().upToDateWith("main")).summary()).contains("lacks 3 commits of main");
  }

  @Test
  void open_conversations_fail() throws Exception {
    pull(Pulls.open(7));
    SERVER.answers(
        post("/graphql"),
        200,
        "{\"data\":{\"repository\":{\"pullRequest\":{\"reviewThreads\":{\"pageInfo\":{\"hasNextPage\":false},"
            + "\"nodes\":[{\"isResolved\":false},{\"isResolved\":true}]}}}}}");

    assertThat(ask(gates().conversationsResolved()).toString())
        .startsWith("FAILED: 1 conversations of #7");
  }

  @Test
  void a_commit_without_a_pull_request_cannot_be_judged() throws Exception {
    SERVER.answers(get(urlPathEqualTo(AT + "/pulls")), 200, "[]");

    Verdict verdict = ask(gates().labelsPresent("x"));

    assertThat(verdict.status()).isEqualTo(Verdict.Status.ERRORED);
    assertThat(verdict.summary()).contains("has no pull request");
  }

  @Test
  void the_last_line_of_codeowners_that_matches_counts() {
    CodeOwners owners =
        CodeOwners.read(
            "* @all\n/models/ @data # ours\napps/*/x.py @py\n**/secret @sec\nmodels/free\n");

    assertThat(owners.of("README.md")).containsExactly("@all");
    assertThat(owners.of("models/deep/a.sql")).containsExactly("@data");
    assertThat(owners.of("other/models/a.sql")).containsExactly("@all");
    assertThat(owners.of("apps/one/x.py")).containsExactly("@py");
    assertThat(owners.of("a/b/secret")).containsExactly("@sec");
    assertThat(owners.of("models/free")).isEmpty();
  }
}
