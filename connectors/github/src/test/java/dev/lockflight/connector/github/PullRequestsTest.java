package dev.lockflight.connector.github;

import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.put;
import static com.github.tomakehurst.wiremock.client.WireMock.putRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PullRequestsTest {
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

  private PullRequests pulls() {
    return github.repository("acme/warehouse").pullRequests();
  }

  @Test
  void a_pull_request_is_read() throws Exception {
    SERVER.answers(get(PULL), 200, Pulls.open(7).json());

    PullRequest pull = pulls().get(7);

    assertThat(pull.state()).isEqualTo(PullRequest.State.OPEN);
    assertThat(pull.words().labels()).containsExactly("data");
    assertThat(pull.head().sha()).isEqualTo(FakeGitHub.SHA);
    assertThat(pull.mergeable()).isNull();
    assertThat(pull.isFromFork()).isFalse();
  }

  @Test
  void it_is_merged_only_at_the_head_that_was_judged() throws Exception {
    SERVER.answers(
        put(urlEqualTo(PULL + "/merge")),
        200,
        "{\"sha\":\"abc\",\"merged\":true,\"message\":\"m\"}");

    assertThat(pulls().merge(7, FakeGitHub.SHA, MergeMethod.SQUASH))
        .isEqualTo(new Merged("abc", false));

    SERVER.verify(
        putRequestedFor(urlEqualTo(PULL + "/merge"))
            .withRequestBody(
                equalToJson("{\"sha\":\"" + FakeGitHub.SHA + "\",\"merge_method\":\"squash\"}")));
  }

  @Test
  void merging_again_finds_it_merged() throws Exception {
    SERVER.answers(
        put(urlEqualTo(PULL + "/merge")), 405, "{\"message\":\"Pull Request is not mergeable\"}");
    SERVER.answers(get(PULL + "/merge"), 204, "");
    SERVER.answers(get(PULL), 200, Pulls.open(7).merged().json());

    assertThat(pulls().merge(7, FakeGitHub.SHA, MergeMethod.MERGE).before()).isTrue();
  }

  @Test
  void a_head_that_has_moved_is_a_conflict() {
    SERVER.answers(
        put(urlEqualTo(PULL + "/merge")),
        409,
        "{\"message\":\"Head branch was modified. Review and try the merge again.\"}");
    SERVER.answers(get(PULL + "/merge"), 404, "{}");

    assertThatThrownBy(() -> pulls().merge(7, FakeGitHub.SHA, MergeMethod.MERGE))
        .isInstanceOfSatisfying(
            GitHubException.class,
            e -> assertThat(e.kind()).isEqualTo(GitHubException.Kind.CONFLICT))
        .hasMessageContaining("Head branch was modified");
  }

  @Test
  void files_commits_and_reviews_are_read() throws Exception {
    SERVER.answers(
        get(PULL + "/files?per_page=100"),
        200,
        "[{\"filename\":\"models/a.sql\",\"status\":\"modified\",\"additions\":3,\"deletions\":2}]");
    SERVER.answers(
        get(PULL + "/commits?per_page=100"),
        200,
        "[{\"sha\":\"a\",\"author\":null,\"commit\":{\"message\":\"m\",\"author\":{\"name\":\"Ann\"}}}]");
    SERVER.answers(
        get(PULL + "/reviews?per_page=100"),
        200,
        "[{\"user\":null,\"state\":\"APPROVED\",\"commit_id\":\"a\",\"body\":\"\",\"submitted_at\":\"2026-03-01T12:00:00Z\"}]");

    assertThat(pulls().files(7)).containsExactly(new ChangedFile("models/a.sql", "modified", 3, 2));
    assertThat(pulls().commits(7)).containsExactly(new Commit("a", "Ann", "m"));
    assertThat(pulls().reviews(7)).extracting(Review::by).containsExactly("ghost");
  }

  @Test
  void open_conversations_are_counted_over_all_pages() throws Exception {
    SERVER.answers(
        post("/graphql").withRequestBody(absentAfter()), 200, threads(true, "true", "false"));
    SERVER.answers(
        post("/graphql").withRequestBody(matchingJsonPath("$.variables.after", equalTo("c1"))),
        200,
        threads(false, "false"));

    assertThat(pulls().openConversations(7)).isEqualTo(2);
  }

  private static com.github.tomakehurst.wiremock.matching.StringValuePattern absentAfter() {
    return matchingJsonPath("$.variables[?(!@.after)]");
  }

  private static String threads(boolean more, String... resolved) {
    String nodes =
        Stream.of(resolved).map(r -> "{\"isResolved\":" + r + "}").collect(Collectors.joining(","));
    return "{\"data\":{\"repository\":{\"pullRequest\":{\"reviewThreads\":{\"pageInfo\":{\"hasNextPage\":"
        + more
        + ",\"endCursor\":\"c1\"},\"nodes\":["
        + nodes
        + "]}}}}}";
  }

  @Test
  void an_error_of_graphql_is_one_although_it_answers_200() {
    SERVER.answers(
        post("/graphql"),
        200,
        "{\"data\":null,\"errors\":[{\"type\":\"FORBIDDEN\",\"message\":\"Resource not accessible\"}]}");

    assertThatThrownBy(() -> pulls().openConversations(7))
        .isInstanceOfSatisfying(
            GitHubException.class,
            e -> assertThat(e.kind()).isEqualTo(GitHubException.Kind.PERMISSION))
        .hasMessageContaining("pull requests: read");
  }

  @Test
  void a_review_is_bound_to_its_commit() throws Exception {
    SERVER.answers(post(PULL + "/reviews"), 200, "{}");

    pulls().review(7, FakeGitHub.SHA, Review.State.CHANGES_REQUESTED, "see the report");

    assertThat(SERVER.bodies("POST", PULL + "/reviews").get(0).get("event").asString())
        .isEqualTo("REQUEST_CHANGES");
  }

  @Test
  void labels_are_added_and_removed() throws Exception {
    String labels = FakeGitHub.REPOSITORY + "/issues/7/labels";
    SERVER.answers(post(labels), 200, "[{\"name\":\"deploy\"}]");
    SERVER.answers(delete(labels + "/needs%20work"), 404, "{\"message\":\"Label does not exist\"}");

    github.repository("acme/warehouse").labels().add(7, "deploy");
    github.repository("acme/warehouse").labels().remove(7, "needs work");

    SERVER.verify(
        postRequestedFor(urlEqualTo(labels))
            .withRequestBody(equalToJson("{\"labels\":[\"deploy\"]}")));
  }
}
