package dev.lockflight.connector.github;

import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.put;
import static com.github.tomakehurst.wiremock.client.WireMock.putRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockflight.Gate;
import dev.lockflight.Output;
import dev.lockflight.Release;
import dev.lockflight.Verdict;
import dev.lockflight.testkit.fake.FakeContext;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

class DeploymentsTest {
  private static final String DEPLOYMENTS = FakeGitHub.REPOSITORY + "/deployments";
  private static final String PROD = FakeGitHub.REPOSITORY + "/environments/prod";
  private static final String MAIN = FakeGitHub.REPOSITORY + "/branches/main/protection";
  private static final String RULES = FakeGitHub.REPOSITORY + "/rules/branches/main";

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

  private Repository repository() {
    return github.repository("acme/warehouse");
  }

  private static String deployment(String key) {
    return "{\"id\":5,\"environment\":\"prod\",\"sha\":\""
        + FakeGitHub.SHA
        + "\",\"payload\":{\"lockflight\":\""
        + key
        + "\"},\"url\":\"https://api.github.com/d/5\"}";
  }

  @Test
  void a_deployment_merges_nothing_and_names_what_it_requires() throws Exception {
    SERVER.answers(get(urlPathEqualTo(DEPLOYMENTS)), 200, "[" + deployment("other") + "]");
    SERVER.answers(post(DEPLOYMENTS), 201, deployment("r1"));

    assertThat(repository().deployments().create("prod", FakeGitHub.SHA, "r1").id()).isEqualTo(5);

    JsonNode body = SERVER.bodies("POST", DEPLOYMENTS).get(0);
    assertThat(body.get("auto_merge").asBoolean()).isFalse();
    assertThat(body.get("required_contexts").isArray()).isTrue();
    assertThat(body.get("required_contexts").isEmpty()).isTrue();
  }

  @Test
  void a_step_finds_the_deployment_it_created_before_a_crash() throws Exception {
    SERVER.answers(get(urlPathEqualTo(DEPLOYMENTS)), 200, "[" + deployment("r1 prod_build") + "]");
    SERVER.answers(post(DEPLOYMENTS + "/5/statuses"), 201, "{}");
    FakeContext context =
        FakeContext.ofRun("r1").release(Release.of(FakeGitHub.SHA)).stage("prod_build");
    Output<GitHubDeployment> begun = Output.of("begun", GitHubDeployment.class);

    GitHubDeployment made = repository().deployments().begin("prod").run(context);
    DeploymentState ended =
        repository()
            .deployments()
            .end(
                begun,
                DeploymentUpdate.of(DeploymentState.SUCCESS).at(URI.create("https://bi.example")))
            .run(context.with(begun, made));

    assertThat(ended).isEqualTo(DeploymentState.SUCCESS);
    SERVER.verify(0, postRequestedFor(urlEqualTo(DEPLOYMENTS)));
    SERVER.verify(
        postRequestedFor(urlEqualTo(DEPLOYMENTS + "/5/statuses"))
            .withRequestBody(
                equalToJson("{\"state\":\"success\",\"environment_url\":\"https://bi.example\"}")));
  }

  @Test
  void an_answer_that_created_nothing_is_an_error() {
    SERVER.answers(get(urlPathEqualTo(DEPLOYMENTS)), 200, "[]");
    SERVER.answers(
        post(DEPLOYMENTS), 202, "{\"message\":\"Auto-merged main into topic on deployment.\"}");

    assertThatThrownBy(() -> repository().deployments().create("prod", FakeGitHub.SHA, "r1"))
        .isInstanceOfSatisfying(
            GitHubException.class,
            e -> assertThat(e.kind()).isEqualTo(GitHubException.Kind.CONFLICT))
        .hasMessageContaining("Auto-merged main");
  }

  private static Verdict ask(Gate gate) throws Exception {
    return gate.evaluate(FakeContext.ofRun("r1").release(Release.of(FakeGitHub.SHA)));
  }

  @Test
  void an_environment_that_is_not_there_is_not_protected() throws Exception {
    SERVER.answers(get(PROD), 404, "{\"message\":\"Not Found\"}");

    Verdict verdict = ask(repository().gates().environmentProtected("prod"));

    assertThat(verdict.status()).isEqualTo(Verdict.Status.FAILED);
    assertThat(verdict.summary()).contains("there is no environment prod");
  }

  @Test
  void an_environment_is_judged_by_its_rules() throws Exception {
    SERVER.answers(
        get(PROD),
        200,
        """
        {"id":1,"name":"prod","protection_rules":[{"id":1,"type":"wait_timer","wait_timer":30},
         {"id":2,"type":"required_reviewers","prevent_self_review":false,
          "reviewers":[{"type":"Team","reviewer":{"id":7,"slug":"data-owners"}}]},
         {"id":3,"type":"branch_policy"}],
         "deployment_branch_policy":{"protected_branches":true,"custom_branch_policies":false}}
        """);
    EnvironmentProtected gate =
        repository()
            .gates()
            .environmentProtected("prod")
            .waiting(Duration.ofMinutes(30))
            .from(EnvironmentRules.Branches.PROTECTED);

    assertThat(ask(gate).status()).isEqualTo(Verdict.Status.PASSED);
    assertThat(ask(gate.notByWhoStarted()).summary()).contains("lacks prevent self-review");
  }

  @Test
  void an_environment_is_created_with_all_its_rules() throws Exception {
    SERVER.answers(get(PROD), 404, "{}");
    SERVER.answers(put(urlEqualTo(PROD)), 200, "{}");

    repository()
        .environments()
        .createIfMissing(
            "prod",
            EnvironmentRules.none()
                .reviewedBy(EnvironmentRules.Reviewer.team(7))
                .notByWhoStarted()
                .from(EnvironmentRules.Branches.PROTECTED));

    SERVER.verify(
        putRequestedFor(urlEqualTo(PROD))
            .withRequestBody(
                equalToJson(
                    """
                    {"wait_timer":0,"prevent_self_review":true,"reviewers":[{"type":"Team","id":7}],
                     "deployment_branch_policy":{"protected_branches":true,"custom_branch_policies":false}}
                    """)));
  }

  @Test
  void a_branch_is_judged_by_protection_and_rulesets_together() throws Exception {
    SERVER.answers(
        get(MAIN),
        200,
        """
        {"required_status_checks":{"strict":true,"contexts":["build"],"checks":[{"context":"build","app_id":1}]},
         "enforce_admins":{"url":"u","enabled":true},"allow_force_pushes":{"enabled":false},
         "allow_deletions":{"enabled":false}}
        """);
    SERVER.answers(
        get(urlPathEqualTo(RULES)),
        200,
        """
        [{"type":"pull_request","parameters":{"required_approving_review_count":2,
          "dismiss_stale_reviews_on_push":true,"require_code_owner_review":true,
          "require_last_push_approval":false,"required_review_thread_resolution":true},
          "ruleset_id":1,"ruleset_source":"acme/warehouse","ruleset_source_type":"Repository"}]
        """);
    BranchProtected gate =
        repository()
            .gates()
            .branchProtected("main")
            .reviews(2)
            .checks("build")
            .rules(Protection.Rule.CONVERSATIONS_RESOLVED, Protection.Rule.FOR_ADMINISTRATORS);

    assertThat(ask(gate).status()).isEqualTo(Verdict.Status.PASSED);
    assertThat(ask(gate.checks("build", "lint").reviews(3)).summary())
        .contains("3 reviews instead of 2", "check lint");
  }

  @Test
  void a_branch_without_any_guard_fails_and_one_that_cannot_be_seen_is_errored() throws Exception {
    SERVER.answers(get(MAIN), 404, "{\"message\":\"Branch not protected\"}");
    SERVER.answers(get(urlPathEqualTo(RULES)), 200, "[]");
    assertThat(ask(repository().gates().branchProtected("main")).status())
        .isEqualTo(Verdict.Status.FAILED);

    SERVER.answers(get(MAIN), 403, "{\"message\":\"Resource not accessible by integration\"}");
    assertThat(ask(repository().gates().branchProtected("main")).toString())
        .startsWith("ERRORED")
        .contains("administration: read");
  }

  @Test
  void a_merge_that_was_made_before_is_found_and_one_with_conflicts_told() throws Exception {
    SERVER.answers(post(FakeGitHub.REPOSITORY + "/merges"), 204, "");
    assertThat(repository().branches().merge("main", FakeGitHub.SHA, "")).isEmpty();

    SERVER.answers(
        post(FakeGitHub.REPOSITORY + "/merges"), 409, "{\"message\":\"Merge conflict\"}");
    assertThatThrownBy(() -> repository().branches().merge("main", FakeGitHub.SHA, ""))
        .isInstanceOfSatisfying(
            GitHubException.class,
            e -> assertThat(e.kind()).isEqualTo(GitHubException.Kind.CONFLICT));
  }
}
